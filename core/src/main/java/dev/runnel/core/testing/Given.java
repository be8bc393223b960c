package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Location;
import java.time.Instant;
import java.util.Optional;

/**
 * A record that a test gives to a stream, as if it had been posted.
 *
 * @param bytes the record itself, valid or not; not to be changed
 * @param receivedAt when it is taken to have come
 * @param correlationId of the request that brought it, when the test says one
 */
public record Given(byte[] bytes, Instant receivedAt, Optional<String> correlationId, Location at) {}

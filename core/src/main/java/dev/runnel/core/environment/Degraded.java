package dev.runnel.core.environment;

import java.time.Instant;
import java.util.Optional;

/**
 * That a source gives nothing at present and goes on trying by itself: the system that it asks is away, refuses, or answers
 * what nobody can read. Immutable.
 *
 * @param message to whom it spoke, what was wrong, and what to do; holds no secret
 * @param since when it was wrong first, without having been right in between
 * @param nextTry when it is tried again; empty where that is not known
 */
public record Degraded(String message, Instant since, Optional<Instant> nextTry) {}

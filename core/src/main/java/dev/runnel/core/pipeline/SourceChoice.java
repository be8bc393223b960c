package dev.runnel.core.pipeline;

import dev.runnel.core.diagnostic.Location;
import java.util.Optional;

/**
 * What stands at {@code source:}: a source itself, or the name of one of the {@code sources:}.
 *
 * @param endpoint the source; empty when it is named
 * @param name the name; empty when it is a source itself
 */
record SourceChoice(Optional<Endpoint> endpoint, String name, Location at) {}

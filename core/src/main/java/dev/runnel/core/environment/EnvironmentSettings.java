package dev.runnel.core.environment;

import java.net.URI;
import java.util.Optional;

/**
 * What a pipeline's environment file says.
 *
 * @param files what files may be read beyond the pipeline's folder, and how other file systems are reached
 * @param lake root of lake tables; empty for the data folder's
 */
public record EnvironmentSettings(FileAccess files, Optional<URI> lake) {
    /** Where there is no such file. */
    public static final EnvironmentSettings NONE = new EnvironmentSettings(FileAccess.NONE, Optional.empty());
}

package dev.runnel.engine.run;

import java.util.Optional;

/**
 * What was done to one job when its pipeline was exchanged.
 *
 * @param job as {@link dev.runnel.core.pipeline.Names} gives it
 * @param why it could not be started; empty when all went well
 */
public record Swapped(String job, Kind kind, Optional<String> why) {

    /** What was done. */
    public enum Kind {
        /** Stopped at a savepoint, and started with the new version from there. */
        CONTINUED("goes on with the new version"),
        /** Started from the beginning of the log. */
        BEGUN("begins at the start of the log"),
        /** Started with another source: from its beginning, or from where that source was read to before. */
        READ("reads another source"),
        /** Ended, for nothing declares it any more. */
        ENDED("ended");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return job + why.map(w -> " was not started: " + w).orElse(" " + kind.words);
    }
}

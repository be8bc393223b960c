package dev.runnel.engine.collect;

import dev.runnel.engine.cluster.JobPlan;
import java.net.URI;

/** The job that reads a stream's source: into its log, or straight to its destinations. */
public interface SourceJob {

    /** As {@link dev.runnel.core.pipeline.Names#collectJob} gives it. */
    String name();

    /** Readers that work side by side. */
    int parallelism();

    /**
     * Whether its source has ended and all of it is where it belongs: there is nothing to run. Does what is left to do for
     * that when the job has ended. Called before a start, and when the job has ended by itself.
     *
     * @throws java.io.UncheckedIOException when what is left cannot be done now
     */
    boolean settle();

    /** The folder of its checkpoints: the same as long as its state fits. */
    URI checkpoints();

    /**
     * Builds it.
     *
     * @throws IllegalStateException when it would write again what is written already, saying what to do
     */
    JobPlan plan();
}

package dev.runnel.core.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the engine says of its jobs, for whoever shows it. Thread safe. */
@FunctionalInterface
public interface JobMonitor {

    /** Every job that should be there, in no particular order. */
    List<JobStatus> jobs();

    /** What else is wrong with the pipeline as a whole: an edit that was refused, for instance. */
    default List<Trouble> troubles() {
        return List.of();
    }

    /**
     * Something that is wrong.
     *
     * @param message what, with its place where there is one
     * @param action what mends it
     */
    record Trouble(String message, String action) {}

    /**
     * One job.
     *
     * @param name as {@link dev.runnel.core.pipeline.Names} gives it
     * @param why the cause of a failure or of the last restart, in one line
     * @param counters what the job has counted, by name: for example the repeats that it dropped
     * @param degraded what its source says of itself, while it runs and can read nothing
     */
    record JobStatus(
            String name, State state, Optional<String> why, Map<String, Long> counters, Optional<Degraded> degraded) {
        public JobStatus {
            counters = Map.copyOf(counters);
        }

        /** A job whose source, if it has one, says nothing of itself. */
        public JobStatus(String name, State state, Optional<String> why, Map<String, Long> counters) {
            this(name, state, why, counters, Optional.empty());
        }

        /** A job that has counted nothing. */
        public JobStatus(String name, State state, Optional<String> why) {
            this(name, state, why, Map.of());
        }
    }

    /** The counter of the records of a stream that a job has dropped because they repeat earlier ones. */
    static String deduplicated(String stream) {
        return "deduplicated/" + stream;
    }

    /** The counter of the rows of a model that failed a data check which lets them pass ({@code on_fail: warn}). */
    static String warned(String model) {
        return "warned/" + model;
    }

    /** The counter of the records of a stream that a job has read from a source that ends and handed to destinations. */
    static String loaded(String stream) {
        return "loaded/" + stream;
    }

    /** The counter of those that broke the contract instead. */
    static String notLoaded(String stream) {
        return "not-loaded/" + stream;
    }

    /** The counter of what another one had counted when the job was started last, before a stop or a kill. */
    static String earlier(String counter) {
        return "earlier/" + counter;
    }

    /** The counter of the records that a job's source has given since the job was started last. */
    String SOURCE_RECORDS = "source/records";
    /** How much of a source that ends its readers have read since then, in whatever it is measured in. */
    String SOURCE_READ = "source/read";
    /** How much of what its readers have is left. */
    String SOURCE_LEFT = "source/left";
    /** How much no reader has yet; not there before it is known how much there is. */
    String SOURCE_WAITING = "source/waiting";

    /** Whether a job works. */
    enum State {
        STARTING,
        RUNNING,
        RESTARTING,
        FAILED,
        /** It was ended, and goes on at the next start. */
        STOPPED,
        /** It has come to the end of what it reads. */
        FINISHED
    }
}

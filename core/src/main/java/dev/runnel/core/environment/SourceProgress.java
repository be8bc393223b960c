package dev.runnel.core.environment;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a job has read its source, since the job was started last.
 *
 * @param records that it has read
 * @param share of what is there that is read, from 0 to 1; empty where nobody knows how much is there, or the source does
 *     not end
 */
public record SourceProgress(long records, OptionalDouble share) {

    /** What a job says of its source; empty where it says nothing, since its tasks do not run or it has none. */
    public static Optional<SourceProgress> of(JobStatus job) {
        Map<String, Long> counters = job.counters();
        Long records = counters.get(JobMonitor.SOURCE_RECORDS);
        if (records == null || job.state() == State.FINISHED) {
            return Optional.empty();
        }
        Long read = counters.get(JobMonitor.SOURCE_READ);
        Long waiting = counters.get(JobMonitor.SOURCE_WAITING);
        if (read == null || waiting == null) {
            return Optional.of(new SourceProgress(records, OptionalDouble.empty()));
        }
        long all = read + waiting + counters.getOrDefault(JobMonitor.SOURCE_LEFT, 0L);
        // One thing of which nobody can say how much of it is read is no measure.
        return Optional.of(new SourceProgress(
                records, all <= 1 ? OptionalDouble.empty() : OptionalDouble.of((double) read / all)));
    }
}

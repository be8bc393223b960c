package dev.runnel.cli.progress;

import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.environment.SourceProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes speeds of what jobs say at different times. Not thread safe. */
final class Readings {
    private static final double NANOS = 1e9;

    private final Map<String, String> streams;
    private final Map<String, First> firsts = new HashMap<>();

    /** How it was when it was looked at first, or when its job was started again. */
    private record First(long nanos, SourceProgress progress) {}

    /** @param streams by the names of the jobs that read their sources */
    Readings(Map<String, String> streams) {
        this.streams = Map.copyOf(streams);
    }

    /**
     * Those sources that are being read, or cannot be.
     *
     * @param nanos {@link System#nanoTime} at which the jobs said so
     */
    List<Reading> take(List<JobStatus> jobs, long nanos) {
        List<Reading> readings = new ArrayList<>();
        for (JobStatus job : jobs) {
            String stream = streams.get(job.name());
            if (stream != null && job.state() == State.RESTARTING) {
                readings.add(new Reading(
                        stream,
                        0,
                        OptionalDouble.empty(),
                        0,
                        Optional.empty(),
                        job.why().or(() -> Optional.of("?"))));
            } else if (stream != null) {
                SourceProgress.of(job).ifPresent(now -> readings.add(reading(stream, now, nanos)));
            }
        }
        return readings;
    }

    /** The streams whose sources were being read when it was looked before, and have ended. */
    Set<String> ended(List<JobStatus> jobs) {
        return jobs.stream()
                .filter(job -> job.state() == State.FINISHED)
                .flatMap(job -> Optional.ofNullable(streams.get(job.name())).stream())
                .filter(firsts::containsKey)
                .collect(Collectors.toSet());
    }

    private Reading reading(String stream, SourceProgress now, long nanos) {
        First first = firsts.merge(stream, new First(nanos, now), (known, made) -> {
            boolean startedAgain = now.records() < known.progress().records();
            return startedAgain
                            || known.progress().share().isEmpty() && now.share().isPresent()
                    ? made
                    : known;
        });
        double seconds = (nanos - first.nanos()) / NANOS;
        double perSecond = seconds <= 0 ? 0 : (now.records() - first.progress().records()) / seconds;
        return new Reading(stream, now.records(), now.share(), perSecond, left(first, now, seconds), Optional.empty());
    }

    private static Optional<Duration> left(First first, SourceProgress now, double seconds) {
        if (now.share().isEmpty() || first.progress().share().isEmpty()) {
            return Optional.empty();
        }
        double share = now.share().getAsDouble();
        double done = share - first.progress().share().getAsDouble();
        return done <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.round(seconds * (1 - share) / done)));
    }
}

package dev.runnel.engine.load;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.DailyDestination;
import dev.runnel.engine.Target;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.collect.SourceJob;
import dev.runnel.engine.landing.StreamDestinations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A load whose rows take the place of those that an earlier load of the same day (UTC) brought, all at once when it is
 * whole. Each start makes one; what a kill broke off goes on at the next start of that day, and is forgotten on another,
 * for the source is another by then.
 */
final class DailyLoad implements SourceJob {
    private final LoadJob job;
    private final StreamDestinations destinations;
    private final Clock clock;
    private @Nullable LocalDate planned;

    /** @param stream all of whose destinations {@link DailyDestination#isDaily are daily} */
    DailyLoad(Pipeline pipeline, Stream stream, Environment environment, Clock clock) {
        this.job = new LoadJob(pipeline, stream, environment, "load by day");
        this.destinations = new StreamDestinations(pipeline, stream, environment);
        this.clock = clock;
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public int parallelism() {
        return job.parallelism();
    }

    boolean wasBegun() {
        return job.wasBegun();
    }

    @Override
    public URI checkpoints() {
        return job.checkpoints();
    }

    /** Publishes a load that is whole; one of an earlier day leaves today's to be done, unless it was planned by this. */
    @Override
    public synchronized boolean settle() {
        try {
            Optional<LocalDate> day = day().read();
            if (day.isEmpty() || !job.settle()) {
                return false;
            }
            each(day.get(), DailyDestination::publish);
            day().remove();
            return day.get().equals(today()) || day.get().equals(planned);
        } catch (IOException e) {
            throw new UncheckedIOException("the load of " + name() + " cannot be put in its place", e);
        }
    }

    @Override
    public synchronized JobPlan plan() {
        LocalDate today = today();
        planned = today;
        try {
            if (!day().read().equals(Optional.of(today))) {
                begin(today);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the load of " + name() + " cannot begin", e);
        }
        return job.plan(Optional.of(today));
    }

    /** The day is written last: what a kill breaks off here is done again. */
    private void begin(LocalDate today) throws IOException {
        for (URI old : new URI[] {job.checkpoints(), job.beside("finished"), job.beside("staged")}) {
            Path path = new Path(old);
            path.getFileSystem().delete(path, true);
        }
        each(today, DailyDestination::begin);
        day().write(today);
    }

    private void each(LocalDate day, BiConsumer<DailyDestination, Target> action) {
        destinations
                .all()
                .forEach(destination -> action.accept(
                        (DailyDestination) destination.connector(),
                        destinations.target(destination, Optional.of(day))));
    }

    private DayOfLoad day() {
        return new DayOfLoad(job.beside("day"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }
}

package dev.runnel.cli.embedded;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.engine.collect.StreamSource;
import dev.runnel.engine.load.Loads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds out what a run did: by how its logs grew, by what the jobs counted that go past them, and by what is in the lake.
 *
 * @param before how many records the logs had when it began
 * @param after how many they have
 * @param jobs at their end
 */
record Accounts(
        Pipeline pipeline,
        Environment environment,
        QueryEngine lake,
        LogTopics.Counts before,
        LogTopics.Counts after,
        List<JobStatus> jobs) {
    private static final QueryLimits COUNT = new QueryLimits(1, Duration.ofMinutes(1));
    private static final String LAKE = "lake";

    /** @param open how long records were taken */
    Summary summary(Duration open) {
        return new Summary(pipeline.streams().stream().map(this::figures).toList(), files(), open);
    }

    private StreamFigures figures(Stream stream) {
        LogTopics.Counts during = after.since(before);
        long loaded = counter(JobMonitor.loaded(stream.name()));
        long notLoaded = counter(JobMonitor.notLoaded(stream.name()));
        long earlierLoaded = counter(JobMonitor.earlier(JobMonitor.loaded(stream.name())));
        long earlierNot = counter(JobMonitor.earlier(JobMonitor.notLoaded(stream.name())));
        boolean pastLog = Loads.isLoaded(pipeline, stream) && loaded + notLoaded > 0;
        return new StreamFigures(
                stream.name(),
                StreamSource.isBounded(stream),
                during.valid(stream) + loaded - earlierLoaded,
                // What a load finds invalid is in the invalid topic too.
                pastLog ? notLoaded - earlierNot : during.invalid(stream),
                earlierLoaded + earlierNot,
                after.valid(stream),
                inLake(stream));
    }

    private long counter(String name) {
        return jobs.stream()
                .mapToLong(job -> job.counters().getOrDefault(name, 0L))
                .max()
                .orElse(0);
    }

    private OptionalLong inLake(Stream stream) {
        if (!isLakeHere()
                || stream.destinations().stream().noneMatch(d -> d.type().equals(LAKE))) {
            return OptionalLong.empty();
        }
        Object count = lake.query("SELECT count(*) FROM \"" + stream.name() + "\"", COUNT)
                .rows()
                .get(0)
                .get(0);
        return OptionalLong.of(count instanceof Number n ? n.longValue() : 0);
    }

    /** Queries do not read a lake on another machine. */
    private boolean isLakeHere() {
        return "file".equals(environment.lake().getScheme());
    }

    private OptionalLong files() {
        if (!isLakeHere()) {
            return OptionalLong.empty();
        }
        Path root = Path.of(environment.lake());
        if (Files.notExists(root)) {
            return OptionalLong.of(0);
        }
        try (var all = Files.walk(root)) {
            return OptionalLong.of(all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet") && !name.startsWith(".") && !name.startsWith("_"))
                    .count());
        } catch (IOException e) {
            throw new UncheckedIOException("the lake " + root + " cannot be listed", e);
        }
    }
}

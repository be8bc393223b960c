package dev.runnel.cli.embedded;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param accepted valid records that came in during the run
 * @param invalid the others
 * @param lake what is in it now; empty where it is on another machine, for queries do not read it there
 * @param logged valid records in the logs now, earlier runs' too: as many as were landed when nothing is open
 * @param open how long records were taken
 */
public record Summary(long accepted, long invalid, Optional<Landed> lake, long logged, Duration open) {
    private static final QueryLimits COUNT = new QueryLimits(1, Duration.ofMinutes(1));
    private static final String LAKE = "lake";

    /**
     * What is in the lake.
     *
     * @param rows of every run
     * @param files of data
     */
    public record Landed(long rows, long files) {}

    static Summary of(
            Pipeline pipeline,
            Environment environment,
            QueryEngine lake,
            LogTopics.Counts before,
            LogTopics.Counts after,
            Duration open) {
        LogTopics.Counts during = after.since(before);
        Optional<Landed> landed = "file".equals(environment.lake().getScheme())
                ? Optional.of(new Landed(rows(pipeline, lake), files(environment)))
                : Optional.empty();
        return new Summary(during.valid(), during.invalid(), landed, after.valid(), open);
    }

    private static long rows(Pipeline pipeline, QueryEngine lake) {
        List<String> landing = pipeline.streams().stream()
                .filter(s -> s.destinations().stream().anyMatch(d -> d.type().equals(LAKE)))
                .map(Stream::name)
                .toList();
        long rows = 0;
        for (String stream : landing) {
            Object count = lake.query("SELECT count(*) FROM \"" + stream + "\"", COUNT)
                    .rows()
                    .get(0)
                    .get(0);
            rows += count instanceof Number n ? n.longValue() : 0;
        }
        return rows;
    }

    /** Records taken a second, valid or not. */
    public double rate() {
        return (accepted + invalid) / Math.max(0.001, open.toMillis() / 1000.0);
    }

    /** The same as members of a JSON object. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("accepted", accepted);
        fields.put("invalid", invalid);
        lake.ifPresent(l -> fields.put("landed", l.rows()));
        fields.put("logged", logged);
        lake.ifPresent(l -> fields.put("files", l.files()));
        fields.put("seconds", open.toMillis() / 1000.0);
        fields.put("per_second", Math.round(rate() * 10) / 10.0);
        return fields;
    }

    /** For people. */
    @Override
    public String toString() {
        String taken = String.format(
                Locale.ROOT,
                "%d events accepted, %d invalid in %.1f s (%.1f/s)",
                accepted,
                invalid,
                open.toMillis() / 1000.0,
                rate());
        return taken
                + lake.map(l -> "; " + l.rows() + " of " + logged + " landed in " + l.files() + " files")
                        .orElse("");
    }

    private static long files(Environment environment) {
        Path lake = Path.of(environment.lake());
        if (Files.notExists(lake)) {
            return 0;
        }
        try (var all = Files.walk(lake)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet") && !name.startsWith(".") && !name.startsWith("_"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException("the lake " + lake + " cannot be listed", e);
        }
    }
}

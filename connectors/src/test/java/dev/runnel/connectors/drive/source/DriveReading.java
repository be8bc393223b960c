package dev.runnel.connectors.drive.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.connectors.drive.rows.DrivePosition;
import dev.runnel.connectors.drive.rows.PositionForm;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.SourceHealth;
import dev.runnel.testkit.drive.DriveServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source in a Drive that is read as Flink reads it: record by record, from one checkpoint to the next. */
final class DriveReading implements AutoCloseable {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(1500));

    /** More than most tests have. */
    static final long MOST_ROWS = 200_000;

    private final Path folder;
    private final DriveServer server;
    private DriveRecords records;
    private @Nullable RecordReader<DrivePosition> reader;
    private @Nullable DrivePosition position;
    /** What somebody has who applied all that was given. */
    private final Map<String, String> there = new LinkedHashMap<>();

    private final SourceHealth health = new SourceHealth();
    private final Set<String> ids = new HashSet<>();

    DriveReading(Path folder, DriveServer server, String options, String fields) {
        this.folder = folder;
        this.server = server;
        records = with(options, fields);
    }

    private DriveRecords with(String options, String fields) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("key.json"), server.serviceAccountKey());
            Files.writeString(folder.resolve("runnel.yaml"), yaml(server, options, fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Diagnostics out = new Diagnostics();
        Pipeline pipeline = PipelineReader.read(folder, Map.of(), Connectors.onClassPath(), out)
                .orElseThrow(() -> new AssertionError(out.all()));
        Stream stream = pipeline.streams().get(0);
        return new DriveRecords(DriveSettings.of(new Origin(
                pipeline.name(),
                stream.name(),
                folder,
                stream.contract(),
                stream.source().settings(),
                environment())));
    }

    static String yaml(DriveServer server, String options, String fields) {
        return """
                name: shop
                streams:
                  sales:
                    source: { google_drive: { %s, endpoint: "%s" } }
                    fields: { %s }
                """
                .formatted(
                        options.contains("credentials:") ? options : options + ", credentials: key.json",
                        server.address(),
                        fields);
    }

    private Environment environment() {
        return new Environment(
                "embedded",
                "",
                Map.of(),
                folder.resolve(".runnel"),
                folder.toUri(),
                folder.toUri(),
                1,
                Duration.ofSeconds(1));
    }

    /** Everything that is to be given now: {@code +{"id":1} at sales.csv:2}, {@code -{"id":1} at sales.csv}. */
    List<String> poll() throws IOException, InterruptedException {
        return take(Integer.MAX_VALUE);
    }

    /** The next so many records, or all there are now. */
    List<String> take(int most) throws IOException, InterruptedException {
        List<String> given = new ArrayList<>();
        RecordReader<DrivePosition> open = reader == null ? records.open(position, health, SHORT, MOST_ROWS) : reader;
        reader = open;
        while (given.size() < most) {
            Optional<Step<DrivePosition>> step = open.next();
            if (step.isEmpty()) {
                return given;
            }
            position = step.get().position();
            step.get().record().ifPresent(record -> given.add(apply(record)));
        }
        return given;
    }

    private String apply(SourceRecord record) {
        String id = record.row().orElseThrow().id();
        String value = new String(record.value(), StandardCharsets.UTF_8);
        String text =
                record.broken().map(b -> b.reason() + " " + b.message() + ": ").orElse("") + value;
        if (record.row().get().isGone()) {
            assertThat(there).as("only what is there goes").containsKey(id);
            return "-" + there.remove(id) + " at " + record.position();
        }
        assertThat(ids.add(id)).as("no id is used twice: " + id).isTrue();
        there.put(id, text);
        return "+" + text + " at " + record.position();
    }

    /** What is there for those who applied all of it. */
    List<String> there() {
        return List.copyOf(there.values());
    }

    /** Begins anew behind the last record, as after a checkpoint and a kill. */
    void restart() throws IOException {
        close();
        DrivePosition at = position;
        if (at != null) {
            position = PositionForm.POSITIONS.deserialize(1, PositionForm.POSITIONS.serialize(at));
        }
    }

    /** Begins anew behind the last record, with other settings. */
    void restart(String options, String fields) throws IOException {
        restart();
        records = with(options, fields);
    }

    /** How the source is shown. */
    SourceHealth health() {
        return health;
    }

    Path temporary() {
        return folder.resolve(".runnel").resolve("tmp");
    }

    @Override
    public void close() throws IOException {
        RecordReader<DrivePosition> open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}

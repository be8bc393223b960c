package dev.runnel.connectors.web.rest;

import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader of an API in a time that a test moves, and what it gave. */
final class Read implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final long PATIENCE_SECONDS = 20;

    final FakeTime time = new FakeTime(BEGIN);
    final SourceHealth health = new SourceHealth();
    final List<SourceRecord> records = new ArrayList<>();
    private final RestSettings settings;
    private RestReader reader;
    private @Nullable RestPosition position;

    private Read(RestSettings settings) {
        this.settings = settings;
        this.reader = opened();
    }

    /** @param yaml options on one line, without the braces */
    static Read of(String yaml) throws IOException {
        return of(yaml, Map.of());
    }

    static Read of(String yaml, Map<String, String> environment) throws IOException {
        return new Read(RestSettings.of(settings(yaml, environment, new Diagnostics())));
    }

    static Settings settings(String yaml, Map<String, String> environment, Diagnostics out) throws IOException {
        Path file = Files.createTempFile("rest", ".yaml");
        Files.writeString(file, "{ " + yaml + " }");
        Node node = YamlReader.read(file, environment, out).orElseThrow();
        Files.delete(file);
        Optional<Settings> settings = Options.readWhatIsRight(node, RestSpec.SPEC.options(), out);
        return settings.orElseThrow();
    }

    private RestReader opened() {
        PatientClient client = new PatientClient(settings, health, time, time);
        return new RestReader(settings, position, new RestReader.Around(health, time, client, Duration.ofMillis(2)));
    }

    /** Another reader goes on where a checkpoint has this one. */
    void restart() {
        reader.close();
        reader = opened();
    }

    /** Another run goes on where this one ended. */
    void runAgain() {
        position = new RestRecords(settings).nextRun(position());
        restart();
    }

    RestPosition position() {
        return Optional.ofNullable(position).orElseThrow();
    }

    boolean isOver() {
        return position != null && position.isOver();
    }

    /** The next step, which has a record or none. */
    Step<RestPosition> step() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Step<RestPosition>> step = reader.next();
            if (step.isPresent()) {
                position = step.get().position();
                step.get().record().ifPresent(records::add);
                return step.get();
            }
            if (reader.hasEnded()) {
                throw new AssertionError("it has ended");
            }
        }
        throw new AssertionError("nothing came in " + PATIENCE_SECONDS + " s; " + health.degraded());
    }

    /** All until it has ended, or its round is over. */
    Read round() throws InterruptedException {
        do {
            step();
        } while (!position().isOver());
        return this;
    }

    /** All until it has ended; time passes while it waits. */
    Read toTheEnd(Duration tick) throws InterruptedException {
        while (true) {
            Optional<Step<RestPosition>> step = reader.next();
            if (step.isPresent()) {
                position = step.get().position();
                step.get().record().ifPresent(records::add);
            } else if (reader.hasEnded()) {
                return this;
            } else if (!reader.isAsking()) {
                time.pass(tick);
            }
        }
    }

    /** Whether there is nothing now. */
    boolean isIdle() throws InterruptedException {
        return reader.next().isEmpty();
    }

    boolean hasEnded() throws InterruptedException {
        return reader.next().isEmpty() && reader.hasEnded();
    }

    /** The values of the good records. */
    List<String> values() {
        return records.stream()
                .filter(r -> r.broken().isEmpty())
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    List<SourceRecord> broken() {
        return records.stream().filter(r -> r.broken().isPresent()).toList();
    }

    @Override
    public void close() {
        reader.close();
        time.close();
    }
}

package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.run.RunningPipeline;
import dev.runnel.testkit.drive.DriveFiles;
import dev.runnel.testkit.drive.DriveServer;
import dev.runnel.testkit.drive.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The source in Google Drive: what every source must do, with a folder; and a Drive that is away for longer. */
class DriveSourceITCase extends SourceSuite {
    private @Nullable DriveServer started;
    private int parts;

    @BeforeAll
    void drive() throws IOException {
        started = DriveServer.start();
    }

    @AfterAll
    void away() {
        drive0().close();
    }

    private DriveServer drive0() {
        return Objects.requireNonNull(started);
    }

    @Override
    void make(Running runs, String name) throws IOException {
        Path folder = Files.createDirectories(runs.pipelineFolder());
        Files.writeString(folder.resolve("key.json"), drive0().serviceAccountKey());
        folder(name);
    }

    private String folder(String name) {
        DriveFiles files = drive0().files();
        return files.all().stream()
                .filter(f -> f.name().equals("in-" + name))
                .findFirst()
                .map(f -> f.id())
                .orElseGet(() -> files.folder("in-" + name, DriveFiles.ROOT));
    }

    /** A file of its own for each time. */
    @Override
    void give(Running runs, String name, List<String> values) {
        byte[] content = String.join("\n", values).getBytes(StandardCharsets.UTF_8);
        drive0().files().put("part-" + parts++ + ".ndjson", "text/plain", content, folder(name));
    }

    @Override
    String source(String name) {
        return "google_drive: { folder: in-" + name + ", credentials: key.json, refresh: 200ms, endpoint: \""
                + drive0().address() + "\" }";
    }

    @Override
    String position(String name) {
        return "part-\\d+\\.ndjson:\\d+";
    }

    @Test
    void aDriveThatIsBusyForLongIsToldAndGoesOnAfterwards() throws Exception {
        Running running = running();
        make(running, "busy");
        Pipeline pipeline = running.read(
                "name: busy\nstreams:\n  rows:\n    source: { " + source("busy") + " }\n    fields: { id: bigint! }\n");
        give(running, "busy", List.of("{\"id\":1}"));
        drive0().fail("alt=media", Collections.nCopies(1000, Fault.userRate()).toArray(Fault[]::new));
        RunningPipeline runs = running.start(pipeline);
        running.await("the message", () -> runs.jobs().stream()
                .anyMatch(j -> j.state() != State.RUNNING
                        && j.toString().contains("Google Drive could not give the content of 'part-")));
        drive0().mend();
        running.await("the row", () -> running.values("busy.rows").equals(List.of("{\"id\":1}")));
        running.kill();
        assertThat(running.values("busy.rows")).hasSize(1);
    }
}

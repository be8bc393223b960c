package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.testkit.drive.DriveFiles;
import dev.runnel.testkit.drive.DriveServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source in Google Drive: what every source must do, with a folder; and a sum that follows its files. */
class DriveSourceITCase extends SourceSuite {
    private static final Logger LOG = LoggerFactory.getLogger(DriveSourceITCase.class);

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

    /** Rows that can be taken back are keyed by what they are taken back by. */
    @Override
    void checkKeys(List<String> keys) {
        assertThat(keys).hasSize(3).doesNotHaveDuplicates().allMatch(key -> key.matches("[\\w-]+/\\d+"));
    }

    @Test
    void anEditedCellCorrectsTheSumAndADeletedFileTakesItsShareAway() throws Exception {
        Running running = running();
        make(running, "sums");
        Pipeline pipeline = running.read(
                """
                name: sums
                streams:
                  values:
                    source: { %s }
                    fields: { value: double! }
                models:
                  total:
                    key: []
                    sql: SELECT SUM(`value`) AS `sum`, COUNT(*) AS n FROM `values`
                    to: [view: {}]
                """
                        .formatted(source("sums")));
        String one = put("one.csv", "value\n10\n20\n10\n");
        String other = put("two.csv", "value\n5\nfive\n");
        running.start(pipeline);
        running.await("all", () -> says(running, "{\"sum\":45.0,\"n\":4}"));

        long edited = System.nanoTime();
        drive0().files().edit(one, "value\n10\n21\n10\n");
        running.await("the edited cell", () -> says(running, "{\"sum\":46.0,\"n\":4}"));
        LOG.info("from the edit to the corrected sum: {} ms", (System.nanoTime() - edited) / 1_000_000);
        drive0().files().edit(other, "value\n5\n100\n");
        running.await("the mended row", () -> says(running, "{\"sum\":146.0,\"n\":5}"));

        running.kill();
        drive0().files().delete(other);
        drive0().files().edit(one, "value\n21\n10\n");
        running.start(pipeline);
        running.await("the file that is gone", () -> says(running, "{\"sum\":31.0,\"n\":2}"));
        running.kill();
    }

    private String put(String name, String content) {
        return drive0().files().put(name, "text/csv", content.getBytes(StandardCharsets.UTF_8), folder("sums"));
    }

    private static boolean says(Running running, String row) {
        return running.latest("sums.view.total").containsValue(row);
    }
}

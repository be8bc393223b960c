package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of an HDFS: patterns, formats, kills, files still being written, and what is said when it refuses or is away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HdfsFilesITCase {
    private static final int ROWS = 45_000;

    private Path folder;
    private Running running;
    private LocalHdfs hdfs;
    private final int nobody = Ports.free();

    @BeforeAll
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        hdfs = new LocalHdfs(temporary.resolve("hdfs"));
        running = new Running(temporary);
        Path environment = running.pipelineFolder().resolve(EnvironmentFile.FILE);
        Files.createDirectories(environment.getParent());
        Files.writeString(
                environment,
                "allow_paths: [\"%s/\", \"hdfs://127.0.0.1:%d\", \"hdfs://no-such-host.invalid:8020/in\"]\n"
                        .formatted(hdfs.address(), nobody));
    }

    @AfterEach
    void endFlink() {
        running.kill();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
        hdfs.close();
    }

    private Pipeline pipeline(String name, String... streams) throws Exception {
        StringBuilder yaml = new StringBuilder("name: " + name + "\nstreams:\n");
        for (String stream : streams) {
            String[] parts = stream.split(" ", 2);
            yaml.append("  " + parts[0] + ":\n    source: { files: { path: " + parts[1] + " } }\n");
            yaml.append("    fields: { id: bigint!, note: string }\n");
        }
        return running.read(yaml.toString());
    }

    private String address(String path) {
        return "\"" + hdfs.address() + path + "\"";
    }

    private static JobStatus status(RunningPipeline runs, String stream) {
        return runs.jobs().stream()
                .filter(j -> j.name().endsWith(".collect." + stream))
                .findFirst()
                .orElseThrow();
    }

    private void readToTheEnd(Pipeline pipeline, String... streams) throws Exception {
        RunningPipeline runs = running.start(pipeline);
        for (String stream : streams) {
            running.await("the end of " + stream, () -> status(runs, stream).state() == State.FINISHED);
        }
        running.kill();
    }

    private static String rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> i + ",row " + i + "\n")
                .collect(Collectors.joining("", "id,note\n", ""));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private byte[] parquet(long id, String note) throws IOException {
        MessageType type =
                MessageTypeParser.parseMessageType("message row { required int64 id; optional binary note (STRING); }");
        Path file = folder.resolve("rows.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .build()) {
            writer.write(new SimpleGroup(type).append("id", id).append("note", note));
        }
        return Files.readAllBytes(file);
    }

    @Test
    void readsThePatternsFilesOfEveryFormatOnce() throws Exception {
        hdfs.put("/in/a.csv", "id,note\n1,one\nx,bad\n");
        hdfs.put("/in/deep/b.csv.gz", gzip("id,note\n2,two\n"));
        hdfs.put("/in/c.parquet", parquet(3, "three"));
        hdfs.put("/in/_unfinished.csv", "id,note\n-1,hidden\n");
        hdfs.put("/other/d.csv", "id,note\n-2,not meant\n");
        Pipeline pipeline = pipeline("formats", "orders " + address("/in/**/*.{csv,csv.gz,parquet}"));
        readToTheEnd(pipeline, "orders");
        assertThat(running.values("formats.orders"))
                .containsExactlyInAnyOrder(
                        "{\"id\":1,\"note\":\"one\"}", "{\"id\":2,\"note\":\"two\"}", "{\"id\":3,\"note\":\"three\"}");
        assertThat(running.records("formats.orders.invalid")).singleElement().satisfies(r -> assertThat(
                        SourceSuite.header(r, Headers.SOURCE))
                .isEqualTo(hdfs.address() + "/in/a.csv:3"));

        hdfs.put("/in/later.csv", "id,note\n4,later\n");
        readToTheEnd(pipeline, "orders");
        assertThat(running.values("formats.orders")).hasSize(4).contains("{\"id\":4,\"note\":\"later\"}");
    }

    @Test
    void killsInTheMiddleLoseAndRepeatNothing() throws Exception {
        for (int file = 0; file < 3; file++) {
            String text = rows(file * ROWS / 3, (file + 1) * ROWS / 3);
            hdfs.put(
                    "/large/" + file + ".csv" + (file == 1 ? ".gz" : ""),
                    file == 1 ? gzip(text) : text.getBytes(StandardCharsets.UTF_8));
        }
        Pipeline pipeline = pipeline("kills", "orders " + address("/large/*"));
        for (int round = 0; round < 2; round++) {
            running.start(pipeline);
            Thread.sleep(300 + 200L * round);
            running.kill();
        }
        readToTheEnd(pipeline, "orders");
        assertThat(running.values("kills.orders")).hasSize(ROWS).doesNotHaveDuplicates();
    }

    @Test
    void aFileIsTakenWhenNobodyWritesToItAnyMore() throws Exception {
        hdfs.put("/watched/a.csv", "id,note\n1,one\n");
        RunningPipeline runs =
                running.start(pipeline("watched", "orders " + address("/watched/*.csv") + ", watch: 200ms"));
        running.await("the first file", () -> running.values("watched.orders").size() == 1);
        FSDataOutputStream open = hdfs.begin("/watched/b.csv");
        open.write("id,note\n2,two\n".getBytes(StandardCharsets.UTF_8));
        open.hsync();
        hdfs.files().setTimes(new org.apache.hadoop.fs.Path("/watched/b.csv"), 1_700_000_000_000L, -1);
        hdfs.put("/watched/c.csv", "id,note\n4,four\n");
        running.await(
                "the file behind it", () -> running.values("watched.orders").size() == 2);
        assertThat(running.values("watched.orders")).noneMatch(v -> v.contains("two"));
        open.write("3,three\n".getBytes(StandardCharsets.UTF_8));
        open.close();
        running.await("what was written", () -> running.values("watched.orders").size() == 4);
        assertThat(running.values("watched.orders")).doesNotHaveDuplicates();
        assertThat(status(runs, "orders").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void saysWhatIsWrongAndTriesAgain() throws Exception {
        hdfs.folder("/private", "700");
        hdfs.put("/private/a.csv", "id,note\n1,one\n");
        Pipeline wrong = pipeline(
                "wrong",
                "missing " + address("/none/a.csv"),
                "refused " + address("/private/*.csv"),
                "away \"hdfs://127.0.0.1:" + nobody + "/in/*.csv\"",
                "unknown \"hdfs://no-such-host.invalid:8020/in/*.csv\"");
        assertThat(probe(wrong, "missing")).contains("there is no file " + hdfs.address() + "/none/a.csv");
        assertThat(probe(wrong, "refused")).contains("Permission denied: user=", "`hdfs: { user: }`");
        assertThat(probe(wrong, "away")).contains("does not answer as a name node does");
        assertThat(probe(wrong, "unknown")).contains("there is no host no-such-host.invalid");
        RunningPipeline runs = running.start(wrong);
        awaitWhy(runs, "missing", "there is no file " + hdfs.address() + "/none/a.csv; make it, or mend `path`");
        awaitWhy(runs, "refused", hdfs.address() + "/private is refused: Permission denied: user=");
        awaitWhy(
                runs,
                "refused",
                "let that user in there, or name another one as `hdfs: { user: }` in env/embedded.yaml");
        hdfs.put("/none/a.csv", "id,note\n1,one\n");
        hdfs.folder("/private", "755");
        running.await(
                "the end of both",
                () -> status(runs, "missing").state() == State.FINISHED
                        && status(runs, "refused").state() == State.FINISHED);
        assertThat(probe(wrong, "missing")).isEmpty();
        assertThat(probe(wrong, "refused")).isEmpty();
        assertThat(running.values("wrong.missing")).containsExactly("{\"id\":1,\"note\":\"one\"}");
        assertThat(running.values("wrong.refused")).containsExactly("{\"id\":1,\"note\":\"one\"}");

        awaitWhy(
                runs,
                "away",
                "hdfs://127.0.0.1:" + nobody + " does not answer as a name node does (Connection refused); is it up");
        awaitWhy(runs, "unknown", "there is no host no-such-host.invalid for hdfs://no-such-host.invalid:8020/in");
    }

    /** What the doctor says of a stream's source; nothing when all is well. */
    private String probe(Pipeline pipeline, String stream) {
        Endpoint source = pipeline.streams().stream()
                .filter(s -> s.name().equals(stream))
                .findFirst()
                .orElseThrow()
                .source();
        Diagnostics found = new Diagnostics();
        source.connector()
                .probe(
                        source.settings(),
                        running.pipelineFolder(),
                        running.environment().files(),
                        found);
        return found.all().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private void awaitWhy(RunningPipeline runs, String stream, String why) throws Exception {
        try {
            running.await(why, () -> status(runs, stream)
                    .why()
                    .filter(w -> w.contains(why))
                    .isPresent());
        } catch (AssertionError e) {
            Optional<String> said = status(runs, stream).why();
            throw new AssertionError("expected '" + why + "', but it says " + said, e);
        }
    }
}

package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, for real: a small file system in memory, where the machine allows one to be mounted. */
class FullDiskITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final long MEGABYTE = 1024 * 1024;
    private static final int EVENTS = 2000;

    @TempDir
    Path folder;

    private Path disk;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=420m", "tmpfs", disk.toString()) == 0,
                "skipped: this machine does not allow a small file system to be mounted");
    }

    @AfterEach
    void unmount() throws Exception {
        command("umount", disk.toString());
    }

    @Test
    void endsWithAClearMessageAndLosesNothing() throws Exception {
        Path example = ExampleCopy.in(folder);
        Path data = disk.resolve("data");
        Path events = folder.resolve("events.ndjson");
        RUNNEL.run(Map.of(), "generate", events.toString(), "--count", String.valueOf(EVENTS));
        Path filler = disk.resolve("filler");
        try (RunnelProcess process = start(example, data, "full.log")) {
            process.awaitReady();
            Output sent = RUNNEL.run(
                    Map.of(),
                    "replay",
                    events.toString(),
                    "--to",
                    process.http().resolve("/collect").toString());
            assertThat(sent.exitCode()).as(sent.toString()).isZero();
            fill(filler);
            assertThat(process.awaitEnd(Duration.ofSeconds(60)))
                    .as(process.output())
                    .isEqualTo(3);
            assertThat(process.output())
                    .contains("is full")
                    .contains("make room")
                    .doesNotContain("\tat ");
        }
        try (RunnelProcess tooSmall = start(example, data, "still-full.log")) {
            assertThat(tooSmall.awaitEnd(Duration.ofSeconds(60))).isEqualTo(3);
            assertThat(tooSmall.output()).contains("is full");
        }
        Files.delete(filler);
        try (RunnelProcess again = start(example, data, "again.log")) {
            again.awaitReady();
            again.interrupt();
            assertThat(again.awaitEnd(Duration.ofSeconds(60)))
                    .as(again.output())
                    .isZero();
        }
        assertThat(new Lake(data, "clickstream-data").count()).isEqualTo(EVENTS);
    }

    private RunnelProcess start(Path example, Path data, String log) {
        return RunnelProcess.start(
                RUNNEL, Ports.free(), folder.resolve(log), "run", example.toString(), "--data-dir", data.toString());
    }

    /** Leaves 64 MB: less than a run needs to go on, enough to stop in order. */
    private void fill(Path filler) throws IOException {
        byte[] block = new byte[(int) MEGABYTE];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() > 64 * MEGABYTE) {
                out.write(block);
            }
        }
    }

    private static int command(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}

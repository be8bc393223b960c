package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.cli.output.FlatJson;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as users start it, from the distribution. */
class RunITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();

    @TempDir
    Path folder;

    private Path example;
    private Path data;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @BeforeEach
    void copy() throws IOException {
        example = ExampleCopy.in(folder);
        data = folder.resolve("data folder");
    }

    @Test
    void theDemoEndsByItselfWithASummaryThatAgreesWithTheLake() throws Exception {
        Output demo = RUNNEL.run(
                Map.of("RUNNEL_EXAMPLES", folder.toString()),
                "demo",
                "--for",
                "15s",
                "--log",
                "json",
                "--port",
                "0",
                "--data-dir",
                data.toString());
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        Map<String, String> summary = FlatJson.read(demo.out()
                .lines()
                .filter(l -> l.contains("\"ended\""))
                .findFirst()
                .orElseThrow());
        long landed = new Lake(data, "clickstream-data").count();
        assertThat(landed).isGreaterThan(20);
        assertThat(summary)
                .containsEntry("accepted", String.valueOf(landed))
                .containsEntry("landed", String.valueOf(landed))
                .containsEntry("logged", String.valueOf(landed));
        long invalid = new Lake(data, "clickstream-data_invalid").count();
        assertThat(summary).containsEntry("invalid", String.valueOf(invalid));

        Output count = runnel("query", "SELECT count(*) AS n FROM events", "--json");
        assertThat(count.out()).isEqualTo("{\"n\":" + landed + "}\n");
        Output list = runnel("invalid", "list", "--limit", "100", "--json");
        assertThat(list.out().lines()).hasSize((int) invalid).allMatch(l -> l.contains("\"stage\":\"collect\""));
    }

    @Test
    void anInterruptEndsItWithinFiveSecondsWithEverythingLanded() throws Exception {
        Files.writeString(folder.resolve("events.ndjson"), "");
        runnel("generate", folder.resolve("events.ndjson").toString(), "--count", "3000", "--invalid", "0.1");
        try (RunnelProcess process = start()) {
            process.awaitReady();
            Output replay = RUNNEL.run(
                    Map.of(),
                    "replay",
                    folder.resolve("events.ndjson").toString(),
                    example.toString(),
                    "--stream",
                    "events",
                    "--data-dir",
                    data.toString());
            assertThat(replay.out()).as(replay.toString()).startsWith("3000 records sent in");
            long invalid = runnel("invalid", "list", "--limit", "3000", "--json")
                    .out()
                    .lines()
                    .count();
            assertThat(invalid).isBetween(200L, 400L);
            Output show = runnel("invalid", "show", "events/0/0");
            assertThat(show.out()).contains("collect", "\"package_id\"");
            process.awaitOk("/stats");

            long began = System.nanoTime();
            process.interrupt();
            assertThat(process.awaitEnd(Duration.ofSeconds(30))).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("five seconds, and as many for what else this machine does")
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(new Lake(data, "clickstream-data").count()).isEqualTo(3000 - invalid);
            assertThat(process.output()).contains((3000 - invalid) + " events accepted, " + invalid + " invalid");
        }
        assertThat(data.resolve("endpoints.json")).doesNotExist();
    }

    @Test
    void anInterruptEndsABackgroundJobToo() throws Exception {
        try (RunnelProcess process = RunnelProcess.startInBackground(
                RUNNEL,
                Ports.free(),
                folder.resolve("background.log"),
                "run",
                example.toString(),
                "--data-dir",
                data.toString())) {
            process.awaitReady();
            process.interrupt();
            assertThat(process.awaitEnd(Duration.ofSeconds(30)))
                    .as(process.output())
                    .isZero();
        }
    }

    @Test
    void runsFromAFolderWhoseNameHasSpaces() throws IOException {
        Path home = Files.createDirectories(folder.resolve("un packed"));
        for (String part : List.of("lib", "examples")) {
            Files.createSymbolicLink(home.resolve(part), RUNNEL.home().resolve(part));
        }
        Path launcher = Files.createDirectories(home.resolve("bin")).resolve("runnel");
        Files.copy(RUNNEL.launcher(), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Output run = Distribution.at(home)
                .run(
                        Map.of(),
                        "run",
                        example.toString(),
                        "--for",
                        "1s",
                        "--port",
                        "0",
                        "--kafka-port",
                        "0",
                        "--ephemeral");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("0 events accepted, 0 invalid");
    }

    @Test
    void aDataFolderInUseIsRefusedByNameOfItsHolder() throws Exception {
        try (RunnelProcess process = start()) {
            process.awaitReady();
            Output second = runnel("run", "--port", "0");
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err())
                    .contains("the data folder " + data + " is in use by process", "--data-dir")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPortInUseIsRefusedByItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            for (String option : new String[] {"--port", "--kafka-port", "--flink-port"}) {
                Output refused = option.equals("--port")
                        ? runnel("run", option, port)
                        : runnel("run", "--port", "0", option, port);
                assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
                assertThat(refused.err())
                        .contains("port " + port + " is in use", option)
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aMistakenQueryEndsTheRunAtItsPlace() throws IOException {
        Path yaml = example.resolve("runnel.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("SUM(event.price)", "SUM(event.prise)"));
        Output refused = runnel("run", "--port", String.valueOf(Ports.free()));
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.err())
                .containsPattern("runnel\\.yaml:\\d+:\\d+: error: .*prise")
                .doesNotContain("\tat ");
    }

    private RunnelProcess start() {
        String[] command = {"run", example.toString(), "--data-dir", data.toString()};
        return RunnelProcess.start(RUNNEL, Ports.free(), folder.resolve("output.txt"), command);
    }

    /** A command on the example's copy and its data folder. */
    private Output runnel(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("generate")) {
            all.addAll(List.of(example.toString(), "--data-dir", data.toString()));
        }
        return RUNNEL.run(Map.of(), all.toArray(String[]::new));
    }
}

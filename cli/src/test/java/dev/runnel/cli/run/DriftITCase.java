package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From records with fields that nobody declared to a contract that names them. */
class DriftITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final String PIPELINE =
            """
            name: shop
            streams:
              orders:
                source: { http: { path: /orders } }
                fields:
                  id: bigint!
                  buyer:
                    type: row
                    fields:
                      name: string
                to: { lake: { table: orders, roll: { every: 1s } } }
            """;
    private static final String DRIFTED =
            """
            {"id":1,"buyer":{"name":"x","since":"2020-01-31"},"utm":{"source":"mail","tags":["a"]},"user-agent":"curl"}
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void whatIsSuggestedPutIntoTheYamlEndsTheDrift() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("shop"));
        Path yaml = pipeline.resolve("runnel.yaml");
        Files.writeString(yaml, PIPELINE);
        Output before = check(pipeline);
        assertThat(before.exitCode()).isEqualTo(3);
        assertThat(before.err()).contains("nothing has run with the data folder", "runnel run");

        String running;
        try (RunnelProcess process = start(pipeline)) {
            process.awaitReady();
            assertThat(post(process)).contains("\"valid_count\":1");
            running = check(pipeline).out();
            assertThat(process.get("/metrics")).contains("runnel_unknown_fields_total{stream=\"orders\"} 3.0");
            process.interrupt();
            assertThat(process.awaitEnd(Duration.ofSeconds(60))).isZero();
        }
        String suggested = check(pipeline).out();
        assertThat(suggested)
                .isEqualTo(running)
                .isEqualTo(
                        """
                add under streams.orders.fields:
                  user_agent: { type: string, path: "user-agent" }  # 1 record, last "curl"
                  utm: { type: row, fields: { source: string, tags: list<string> } }  # 1 record, last {"source":"mail","tags":["a"]}
                add under streams.orders.fields.buyer.fields:
                  since: date  # 1 record, last "2020-01-31"
                """);

        List<String> lines = suggested.lines().toList();
        Files.writeString(
                yaml,
                PIPELINE.replace("      name: string\n", "      name: string\n        " + lines.get(4) + "\n")
                        .replace(
                                "      id: bigint!\n",
                                "      id: bigint!\n    " + lines.get(1) + "\n    " + lines.get(2) + "\n"));
        Output checked = RUNNEL.run(Map.of(), "check", pipeline.toString());
        assertThat(checked.exitCode()).as(checked.toString()).isZero();
        assertThat(check(pipeline).out()).isEqualTo("no record has had a field that its contract does not name\n");
        try (RunnelProcess process = start(pipeline)) {
            process.awaitReady();
            assertThat(post(process)).contains("\"valid_count\":1");
            assertThat(process.get("/v1/streams/orders/drift")).contains("\"fields\":[]");
            assertThat(process.get("/metrics")).doesNotContain("runnel_unknown_fields_total{stream=\"orders\"} 3.0");
        }
    }

    private RunnelProcess start(Path pipeline) {
        return RunnelProcess.start(RUNNEL, Ports.free(), folder.resolve("output.txt"), "run", pipeline.toString());
    }

    private static Output check(Path pipeline) {
        return RUNNEL.run(Map.of(), "check", "--suggest", pipeline.toString());
    }

    private static String post(RunnelProcess process) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(process.http().resolve("/orders"))
                .POST(HttpRequest.BodyPublishers.ofString(DRIFTED))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract that changes between runs of the program. */
class EvolutionITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final String SHOP =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                fields:
                  id: int!
                  price: "decimal(10,2)"
                to:
                  - lake: { table: events, roll: { every: 500ms } }
                  - lake: { table: events_ice, format: iceberg, roll: { every: 500ms } }
            models:
              total:
                key: k
                sql: SELECT 1 AS k, COUNT(*) AS n, SUM(price) AS total FROM events
                to:
                  - view: { path: /total }
            """;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private int records;

    @Test
    void aCompatibleChangeIsAppliedAndABreakingOneRefused() throws Exception {
        Files.writeString(folder.resolve("runnel.yaml"), SHOP);
        runWith("{\"id\":1,\"price\":1.50}");

        edit("id: int!", "id: bigint!\n      campaign: string");
        assertThat(runnel("plan").out())
                .contains("'id' was int and is bigint", "'campaign' string is new", "= model        total");
        runWith("{\"id\":5000000000,\"price\":2.00,\"campaign\":\"spring\"}");

        for (String table : new String[] {"events", "events_ice"}) {
            assertThat(runnel("query", "SELECT id, campaign, price FROM " + table + " ORDER BY id", "--json")
                            .out())
                    .as(table)
                    .isEqualTo(
                            """
                            {"id":1,"campaign":null,"price":1.50}
                            {"id":5000000000,"campaign":"spring","price":2.00}
                            """);
        }

        edit("      price: \"decimal(10,2)\"\n", "");
        edit("SUM(price)", "MAX(id)");
        Output refused = runnel("run", "--for", "1s");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("'price' decimal(10,2) is gone", "--allow-breaking");

        edit("      - lake: { table: events_ice, format: iceberg, roll: { every: 500ms } }\n", "");
        runWith("{\"id\":3,\"price\":\"no field any more\"}", "--allow-breaking");
        assertThat(runnel("query", "SELECT id FROM events ORDER BY id", "--json")
                        .out())
                .isEqualTo("{\"id\":1}\n{\"id\":3}\n{\"id\":5000000000}\n");
    }

    private void runWith(String record, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", folder.toString()));
        command.addAll(List.of(options));
        try (RunnelProcess process = RunnelProcess.start(
                RUNNEL, Ports.free(), folder.resolve("output.log"), command.toArray(String[]::new))) {
            process.awaitReady();
            HttpRequest post = HttpRequest.newBuilder(URI.create(process.http() + "/collect"))
                    .POST(HttpRequest.BodyPublishers.ofString(record))
                    .build();
            assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"valid_count\":1");
            records++;
            awaitLanded(process, records);
            process.interrupt();
            assertThat(process.awaitEnd(Duration.ofSeconds(60)))
                    .as(process.output())
                    .isZero();
        }
    }

    /** Waits until every table of the folder as it stands has so many rows. */
    private void awaitLanded(RunnelProcess process, int count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        for (String table : List.of("events", "events_ice")) {
            while (Files.readString(folder.resolve("runnel.yaml")).contains("table: " + table + ",")
                    && !rows(table).equals("{\"n\":" + count + "}\n")) {
                assertThat(System.nanoTime())
                        .as(table + "\n" + process.output())
                        .isLessThan(deadline);
            }
        }
    }

    private String rows(String table) {
        return runnel("query", "SELECT count(*) AS n FROM " + table, "--json").out();
    }

    private Output runnel(String command, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = command;
        System.arraycopy(more, 0, arguments, 1, more.length);
        arguments[more.length + 1] = folder.toString();
        return RUNNEL.run(Map.of(), arguments);
    }

    private void edit(String was, String is) throws IOException {
        Path file = folder.resolve("runnel.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(was);
        Files.writeString(file, text.replace(was, is));
    }
}

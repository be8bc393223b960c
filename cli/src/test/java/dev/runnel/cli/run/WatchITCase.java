package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.demo.ShopEvents;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Load;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a pipeline while records flow: taken on when valid, refused with the reason when not, and nothing is lost. */
class WatchITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final String TRAFFIC = "clickstream.model.traffic";
    private static final String LATEST = "clickstream.model.latest_events";
    private static final String LANDING = "clickstream.land.events";

    @TempDir
    Path folder;

    private Path yaml;
    private Path data;
    private RunnelProcess runnel;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @BeforeEach
    void start() throws IOException {
        Path example = ExampleCopy.in(folder);
        yaml = example.resolve("runnel.yaml");
        data = folder.resolve("data");
        runnel = RunnelProcess.start(
                RUNNEL,
                Ports.free(),
                folder.resolve("output.txt"),
                "run",
                example.toString(),
                "--watch",
                "--data-dir",
                data.toString());
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void editsAreTakenOnWhileRecordsFlow() throws Exception {
        try (RunnelProcess running = runnel) {
            running.awaitReady();
            await("the watch begins", () -> running.output().contains("are taken on as they are saved"));
            Load load = Load.start(2, 20, running.http().resolve("/collect"), WatchITCase::event);
            try (load) {
                await("the view has rows", () -> running.get("/stats").contains("revenue"));
                aModelAloneBeginsAnew();
                aBrokenOneIsRefusedAndTheOldOneRunsOn();
                aMendedOneIsTakenOn();
                aContractIsExchanged();
                whatNeedsARestartIsSaid();
            }
            assertThat(load.unanswered()).as("requests that failed").isEmpty();
            running.interrupt();
            assertThat(running.awaitEnd(Duration.ofSeconds(60)))
                    .as(running.output())
                    .isZero();
            landedOnce(load.acknowledged());
        }
    }

    private static String event(long id) {
        return new ShopEvents(id, id, 0).next(Instant.now());
    }

    private void aModelAloneBeginsAnew() throws Exception {
        Map<String, String> before = jobs();
        edit("COUNT(*) AS events, ", "COUNT(*) AS events, 'v2' AS version, ");
        await("every row of the view is new", () -> isAll("v2"));
        Map<String, String> after = jobs();
        assertThat(after).containsEntry(LANDING, before.get(LANDING)).containsEntry(LATEST, before.get(LATEST));
        assertThat(after.get(TRAFFIC)).isNotEqualTo(before.get(TRAFFIC));
        said("the edit is taken on");
        said(TRAFFIC + " begins at the start of the log");
    }

    private void aBrokenOneIsRefusedAndTheOldOneRunsOn() throws Exception {
        Map<String, String> before = jobs();
        edit("FROM events\n      GROUP", "FROM evnts\n      GROUP");
        await("the terminal says why", () -> runnel.output().contains("what ran before runs on"));
        assertThat(runnel.output())
                .containsPattern("runnel\\.yaml:\\d+:\\d+: error: .*'evnts' not found.*did you mean 'events'");
        await("the dashboard is told", () -> live().contains("'evnts' not found") && live().contains("runnel.yaml:"));
        String rows = runnel.get("/stats");
        await("the old one counts on", () -> !runnel.get("/stats").equals(rows));
        assertThat(isAll("v2")).isTrue();
        assertThat(jobs()).isEqualTo(before);
    }

    private void aMendedOneIsTakenOn() throws Exception {
        edit("FROM evnts\n      GROUP", "FROM events\n      GROUP", "'v2'", "'v3'");
        await("the mended one is served", () -> isAll("v3"));
        await("the dashboard forgets the mistake", () -> !live().contains("'evnts' not found"));
    }

    private void aContractIsExchanged() throws Exception {
        String before = jobs().getOrDefault(LANDING, "");
        edit("      package_id: string!\n", "      package_id: string!\n      campaign:   string\n");
        await("the landing goes on with the new contract", () -> !jobs().getOrDefault(LANDING, before)
                .equals(before));
        await("the gateway has the new contract", () -> runnel.get("/v1/pipeline")
                .contains("campaign"));
        said(LANDING + " goes on with the new version");
        HttpResponse<String> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(runnel.http().resolve("/collect"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        event(-1).replaceFirst("\\{", "{\"campaign\":5,")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(refused.body()).contains("\"invalid_count\":1", "campaign");
    }

    private void whatNeedsARestartIsSaid() throws Exception {
        edit("partitions: 6", "partitions: 7");
        await("the terminal says so", () -> runnel.output()
                .contains("cannot change from 6 to 7 while it runs; take it back, or stop"));
        edit("partitions: 7", "partitions: 6");
        await("the dashboard forgets it", () -> !live().contains("cannot change"));
    }

    private void said(String words) throws Exception {
        await("the terminal says " + words, () -> runnel.output().contains(words));
    }

    /** Saves the file with words exchanged for others, as pairs. */
    private void edit(String... pairs) throws IOException {
        String text = Files.readString(yaml);
        for (int i = 0; i < pairs.length; i += 2) {
            assertThat(text).contains(pairs[i]);
            text = text.replace(pairs[i], pairs[i + 1]);
        }
        Files.writeString(yaml, text);
    }

    private boolean isAll(String version) throws Exception {
        String rows = runnel.get("/stats");
        int all = rows.split("\"minute\"", -1).length;
        return all > 1 && rows.split("\"version\":\"" + version + "\"", -1).length == all;
    }

    /** The ids that Flink gave to the jobs that run, by name. */
    private Map<String, String> jobs() throws Exception {
        URI flink = Endpoints.ofRunning(data).orElseThrow().flink();
        String overview = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(flink.resolve("/jobs/overview")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, String> ids = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(overview)) {
            String id = "";
            String name = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String member = json.currentName();
                if (token != JsonToken.VALUE_STRING) {
                    continue;
                } else if ("jid".equals(member)) {
                    id = json.getText();
                } else if ("name".equals(member)) {
                    name = json.getText();
                } else if ("state".equals(member) && json.getText().equals("RUNNING")) {
                    ids.put(name, id);
                }
            }
        }
        return ids;
    }

    /** The first message to a dashboard that opens now. */
    private String live() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(runnel.http().toString().replace("http:", "ws:") + "/v1/live"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    first.complete(text.toString());
                                }
                                webSocket.request(1);
                                return CompletableFuture.completedFuture(null);
                            }
                        })
                .get(20, TimeUnit.SECONDS);
        try {
            return first.get(20, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    private void await(String what, Callable<Boolean> done) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!done.call()) {
            assertThat(System.nanoTime()).as("%s: %s", what, runnel.output()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void landedOnce(Set<Long> acknowledged) throws Exception {
        List<List<Object>> rows = new Lake(data, "clickstream-data").query("SELECT id FROM files");
        Set<Long> landed = new HashSet<>();
        rows.forEach(row -> landed.add(((Number) row.get(0)).longValue()));
        System.out.printf("%d records acknowledged, %d rows landed%n", acknowledged.size(), rows.size());
        assertThat(acknowledged).hasSizeGreaterThan(500);
        assertThat(rows).hasSize(acknowledged.size());
        assertThat(landed).isEqualTo(acknowledged);
    }
}

package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streaming example: a client of Atlas sends by WebSocket, is killed off with the process, sends again, and all of it is in the lake. */
class AtlasStreamingITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final Path EXAMPLE = Path.of("..", "examples", "atlas-streaming");
    private static final int MESSAGES = 2_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void whatIsAnsweredIsInTheLakeAlsoAfterAKill() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("example"));
        Files.writeString(
                pipeline.resolve("runnel.yaml"),
                Files.readString(EXAMPLE.resolve("runnel.yaml"))
                        .replace("system_columns: false", "roll: { every: 300ms }"));
        Lake lake = new Lake(folder.resolve("data"), "data/warehouse/ecommerce/events");
        int acknowledged;
        try (RunnelProcess process = start(pipeline)) {
            process.awaitReady();
            Client client = new Client(process.http());
            for (int i = 0; i < MESSAGES; i++) {
                client.send(message(i));
            }
            acknowledged = client.answers(MESSAGES / 2);
            process.kill();
        }
        try (RunnelProcess process = start(pipeline)) {
            process.awaitReady();
            Client client = new Client(process.http());
            for (int i = acknowledged; i < MESSAGES; i++) {
                client.send(message(i)); // at least once: what was not answered is sent again
            }
            assertThat(client.answers(MESSAGES - acknowledged)).isEqualTo(MESSAGES - acknowledged);
            await(() -> distinct(lake) == MESSAGES * 8 / 10);
            assertThat(lake.query("SELECT min(Event_ID), max(Event_ID), count(DISTINCT ingest_date) > 0 FROM files"))
                    .containsExactly(List.of(0L, (long) MESSAGES - 3, true));
            process.interrupt();
            assertThat(process.awaitEnd(Duration.ofSeconds(60))).isZero();
        }
    }

    /** Of ten, one breaks the contract and one is no JSON. */
    private static String message(int i) {
        return switch (i % 10) {
            case 8 -> "{\"Event_ID\":" + i + ",\"Purchase_Amount\":\"a lot\"}";
            case 9 -> "{\"Event_ID\":" + i + ",";
            default ->
                "{\"Event_ID\":" + i + ",\"User_Name\":\"Ava Hall\",\"Purchase_Amount\":12.5,"
                        + "\"Event_Time\":\"2026-04-14T09:00:00Z\"}";
        };
    }

    private static long distinct(Lake lake) throws Exception {
        return ((Number) lake.query("SELECT count(DISTINCT Event_ID) FROM files")
                        .get(0)
                        .get(0))
                .longValue();
    }

    private RunnelProcess start(Path pipeline) {
        return RunnelProcess.start(
                RUNNEL,
                Ports.free(),
                folder.resolve("output.txt"),
                "run",
                pipeline.toString(),
                "--data-dir",
                folder.resolve("data").toString());
    }

    /** A client that sends without waiting, and checks that the answers come in the order of its messages. */
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Client(URI http) {
            URI uri = URI.create("ws://" + http.getAuthority() + "/ws?ocs_group=ecommerce_events_streaming");
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(uri, this)
                    .join();
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                received.add(new JsonObject(part.toString()));
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        /** Reads so many answers, and says how many there were. */
        int answers(int count) throws InterruptedException {
            for (int i = 1; i <= count; i++) {
                JsonObject answer = received.poll(30, TimeUnit.SECONDS);
                assertThat(answer).as("answer %s", i).isNotNull();
                assertThat(answer.getInteger("sequence")).isEqualTo(i);
                assertRight(answer);
            }
            return count;
        }

        private static void assertRight(JsonObject answer) {
            boolean refused = answer.getString("status").equals("refused");
            if (refused) {
                assertThat(answer.getJsonObject("problem").getString("type")).endsWith("/malformed-json");
            } else if (answer.getInteger("invalid_count") == 1) {
                assertThat(answer.getJsonArray("errors").getJsonObject(0).getString("field"))
                        .isEqualTo("Purchase_Amount");
            } else {
                assertThat(answer.getInteger("valid_count")).isEqualTo(1);
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as("the lake has all of it").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** There is no file before the first landing. */
    private static boolean holds(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (java.sql.SQLException e) {
            return false;
        }
    }
}

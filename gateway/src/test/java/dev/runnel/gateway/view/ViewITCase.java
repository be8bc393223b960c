package dev.runnel.gateway.view;

import static dev.runnel.gateway.Served.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Names;
import dev.runnel.gateway.Messages;
import dev.runnel.gateway.Served;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewITCase {
    @TempDir
    Path folder;

    private Served served;
    private String topic;

    @BeforeEach
    void start() {
        served = Served.shop(folder);
        topic = Names.viewTopic(served.pipeline.name(), "traffic");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void servesRowsAsTheTopicChangesAlsoWhenItComesLaterOrIsMadeAgain() {
        assertThat(rows()).isEmpty();
        served.kafka.createCompacted(topic);
        served.kafka.write(topic, List.of(row(1, 5), row(2, 6), row(1, 7), row(3, 1)));
        served.kafka.write(topic, List.of(tombstone(3)));
        await("two rows", () -> rows().size() == 2 && rows().toString().contains("\"events\":7"));
        assertThat(texts(rows()))
                .isEqualTo(Set.of(json(1, 7).encode(), json(2, 6).encode()));

        served.kafka.delete(topic);
        await("it can be made again", this::create);
        served.kafka.write(topic, List.of(row(9, 9)));

        await("only the new row", () -> rows().equals(new JsonArray(List.of(json(9, 9)))));
    }

    private boolean create() {
        try {
            served.kafka.createCompacted(topic);
            return true;
        } catch (IllegalStateException e) {
            return false; // the deletion is not over
        }
    }

    @Test
    void answersNotModifiedWhileNothingChanges() {
        served.kafka.createCompacted(topic);
        served.kafka.write(topic, List.of(row(1, 5)));
        await("a row", () -> rows().size() == 1);

        HttpResponse<byte[]> first = served.get("/v1/views/traffic");
        String etag = first.headers().firstValue("etag").orElseThrow();

        assertThat(Served.text(first)).isEqualTo("[" + json(1, 5).encode() + "]");
        assertThat(served.get("/stats", "If-None-Match", etag).statusCode()).isEqualTo(304);
        served.kafka.write(topic, List.of(row(1, 6)));
        await("a change", () -> served.get("/stats", "If-None-Match", etag).statusCode() == 200);
    }

    @Test
    void sendsASnapshotToLateJoinersAndThenChanges() {
        served.kafka.createCompacted(topic);
        served.kafka.write(topic, List.of(row(1, 5), row(2, 6)));
        await("two rows", () -> rows().size() == 2);
        try (Messages late = Messages.open(served, "/ws/stream");
                Messages same = Messages.open(served, "/v1/views/traffic/ws")) {
            JsonObject snapshot = late.next();
            assertThat(snapshot.getString("type")).isEqualTo("snapshot");
            assertThat(texts(snapshot.getJsonArray("rows")))
                    .isEqualTo(Set.of(json(1, 5).encode(), json(2, 6).encode()));
            assertThat(same.next()).isEqualTo(snapshot);

            served.kafka.write(topic, List.of(row(1, 50)));
            JsonObject change = late.next();
            assertThat(change.getString("type")).isEqualTo("change");
            assertThat(change.getJsonArray("upserts")).isEqualTo(new JsonArray(List.of(json(1, 50))));
            assertThat(change.getJsonArray("deletes")).isEmpty();

            served.kafka.write(topic, List.of(tombstone(2)));
            assertThat(late.next().getJsonArray("deletes")).isEqualTo(new JsonArray(List.of(new JsonObject(key(2)))));
        }
    }

    @Test
    void coalescesFastChanges() {
        served.kafka.createCompacted(topic);
        try (Messages client = Messages.open(served, "/ws/stream")) {
            client.next("snapshot");
            List<Map.Entry<String, String>> burst = new ArrayList<>();
            IntStream.range(0, 20_000).forEach(i -> burst.add(row(1, i)));
            served.kafka.write(topic, burst);
            int messages = 0;
            JsonObject last = new JsonObject();
            do {
                last = client.next("change");
                messages++;
            } while (!last.getJsonArray("upserts").contains(json(1, 19_999)));
            assertThat(messages).isLessThan(100);
        }
    }

    @Test
    void keepsOnlyTheNewestKeys() {
        served.kafka.createCompacted(topic);
        for (int i = 0; i < 150; i++) {
            served.kafka.write(topic, List.of(row(i, i)));
            if (i % 50 == 0) {
                assertThat(rows().size()).isLessThanOrEqualTo(100);
            }
        }
        await("the last", () -> rows().toString().contains("\"events\":149"));
        await("the oldest are gone", () -> texts(rows()).equals(texts(newest(100))));
    }

    private static JsonArray newest(int count) {
        return new JsonArray(
                IntStream.range(150 - count, 150).mapToObj(i -> json(i, i)).toList());
    }

    @Test
    void dropsAClientThatDoesNotReadWhileOthersGetEverything() throws IOException {
        served.kafka.createCompacted(topic);
        try (Socket stuck = new Socket();
                Messages reader = Messages.open(served, "/ws/stream")) {
            stuck.setReceiveBufferSize(4_096);
            stuck.connect(new InetSocketAddress("127.0.0.1", served.gateway.port()));
            handshake(stuck);
            reader.next("snapshot");
            String wide = "x".repeat(60_000);
            long deadline = System.nanoTime() + 40_000_000_000L;
            int round = 0;
            while (!Served.text(served.get("/metrics"))
                    .contains("runnel_websockets_dropped_total{kind=\"view\"} 1.0")) {
                assertThat(System.nanoTime()).as("dropped in time").isLessThan(deadline);
                List<Map.Entry<String, String>> rows = new ArrayList<>();
                int now = ++round;
                IntStream.range(0, 20)
                        .forEach(i -> rows.add(new SimpleEntry<>(
                                key(i), json(i, now).put("wide", wide).encode())));
                served.kafka.write(topic, rows);
                reader.next(m -> m.encode().contains("\"events\":" + now));
            }
            await("it is gone", () -> Served.text(served.get("/metrics"))
                    .contains("runnel_websockets{kind=\"view\"} 1.0"));
            served.kafka.write(topic, List.of(row(77, 77)));
            reader.next(m -> m.encode().contains("\"events\":77"));
        }
    }

    private void handshake(Socket socket) throws IOException {
        String request = "GET /ws/stream HTTP/1.1\r\nHost: 127.0.0.1:" + served.gateway.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] status = in.readNBytes("HTTP/1.1 101".length());
        assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
    }

    @Test
    void refusesForeignPagesAndPlainRequests() {
        Served.problem(served.get("/ws/stream"), 426, "websocket-only");
        HttpResponse<byte[]> foreign = served.send(served.request("/ws/stream")
                .GET()
                .headers("Upgrade", "websocket", "Origin", "https://evil.example.com"));
        Served.problem(foreign, 403, "foreign-origin");
    }

    private JsonArray rows() {
        return new JsonArray(Served.text(served.get("/stats")));
    }

    /** Without their order, which is that of arrival out of several partitions. */
    private static Set<String> texts(JsonArray rows) {
        return rows.stream().map(row -> ((JsonObject) row).encode()).collect(Collectors.toSet());
    }

    private static String key(int minute) {
        return "{\"minute\":" + minute + ",\"type\":\"click\"}";
    }

    private static JsonObject json(int minute, int events) {
        return new JsonObject().put("minute", minute).put("type", "click").put("events", events);
    }

    private static Map.Entry<String, String> row(int minute, int events) {
        return new SimpleEntry<>(key(minute), json(minute, events).encode());
    }

    private static Map.Entry<String, @Nullable String> tombstone(int minute) {
        return new SimpleEntry<>(key(minute), null);
    }
}

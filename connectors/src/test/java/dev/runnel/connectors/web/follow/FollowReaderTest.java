package dev.runnel.connectors.web.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Degraded;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.SourceHealth;
import dev.runnel.testkit.api.ApiServer;
import dev.runnel.testkit.api.Fault;
import dev.runnel.testkit.api.FeedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that send messages, and what becomes of these and of the connection. */
class FollowReaderTest {
    @TempDir
    Path folder;

    private final SourceHealth health = new SourceHealth();
    private final List<SourceRecord> records = new ArrayList<>();
    private @Nullable FollowReader reader;
    private FollowPosition position = FollowPosition.FIRST;

    @AfterEach
    void close() {
        if (reader != null) {
            reader.close();
        }
    }

    private FollowSettings settings(boolean isSocket, String yaml) throws IOException {
        Diagnostics out = new Diagnostics();
        Path file = Files.writeString(folder.resolve("source.yaml"), "{ " + yaml + " }");
        Node node = YamlReader.read(file, Map.of("TOKEN", "t0ken-s3cret"), out).orElseThrow();
        var spec = isSocket ? FollowSpec.WEBSOCKET : FollowSpec.SSE;
        Settings settings = Options.read(node, spec.options(), out).orElseThrow(() -> new AssertionError(out.all()));
        FollowSpec.check(settings, out);
        assertThat(out.all()).isEmpty();
        return FollowSpec.of(settings);
    }

    private void open(FollowSettings settings) {
        close();
        reader = (FollowReader) new Followed(settings).open(position, health);
    }

    private void readUntil(Callable<Boolean> enough) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!enough.call()) {
            assertThat(System.nanoTime()).as("in time; %s", health.degraded()).isLessThan(deadline);
            Optional<Step<FollowPosition>> step =
                    Optional.ofNullable(reader).orElseThrow().next();
            step.ifPresent(s -> {
                position = s.position();
                s.record().ifPresent(records::add);
            });
        }
    }

    private List<String> values() {
        return records.stream()
                .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }

    private String trouble() {
        return health.degraded().map(Degraded::message).orElse("");
    }

    @Test
    void eventsGoOnBehindTheLastOverLostConnectionsAndRestarts() throws Exception {
        try (ApiServer api = ApiServer.start()) {
            FollowSettings settings = settings(false, "url: \"" + api.uri("/events/all") + "\"");
            api.publish("all", numbers(0, 10));
            open(settings);
            readUntil(() -> records.size() == 10);
            api.dropReaders();
            api.publish("all", numbers(10, 20));
            readUntil(() -> records.size() == 20 && health.degraded().isEmpty());
            assertThat(records.get(12).position().toString()).isEqualTo(api.uri("/events/all") + " #13 id 13");

            open(settings); // a kill, right behind a checkpoint
            api.publish("all", numbers(20, 30));
            readUntil(() -> records.size() == 30);
            assertThat(values()).isEqualTo(numbers(0, 30));
            assertThat(api.asked().get(api.asked().size() - 1).headers()).containsEntry("last-event-id", "20");
        }
    }

    @Test
    void aRestartWithinAnEventGoesOnBehindItsLastRecord() throws Exception {
        try (ApiServer api = ApiServer.start()) {
            FollowSettings settings = settings(false, "url: \"" + api.uri("/events/all") + "\", records: data");
            api.publish("all", List.of("{\"data\":[{\"n\":0}]}", "{\"data\":[{\"n\":1},\n{\"n\":2},{\"n\":3}]}"));
            open(settings);
            for (int given = 1; given <= 4; given++) {
                int all = given;
                readUntil(() -> records.size() == all);
                open(settings);
            }
            assertThat(values()).isEqualTo(numbers(0, 4));
            assertThat(records.get(2).position().toString()).isEqualTo(api.uri("/events/all") + " #2 id 2/2");
        }
    }

    @Test
    void messagesOfEveryShapeAreRecordsOrBroken() throws Exception {
        try (FeedServer feed = FeedServer.start()) {
            open(settings(
                    true,
                    "url: \"" + feed.uri("/feed") + "\", send: ['{\"op\":\"subscribe\"}', two], max_message: 100kb"));
            readUntil(() -> feed.connected() == 1 && feed.received().size() == 2);
            assertThat(feed.received()).containsExactly("{\"op\":\"subscribe\"}", "two");
            String large = "{\"pad\":\"" + "é".repeat(40_000) + "\"}"; // in several frames
            feed.send("{\"n\":0}");
            feed.send("{\"n\":1}\n{\"n\":2}\n");
            feed.send("[{\"n\":3},4]");
            feed.send("hello");
            feed.send(large);
            feed.send("{\"pad\":\"" + "x".repeat(200_000) + "\"}");
            feed.send("{\"n\":9}");
            readUntil(() -> records.size() == 9);
            assertThat(values().subList(0, 4)).isEqualTo(numbers(0, 4));
            assertThat(values().get(6)).isEqualTo(large);
            assertThat(records.stream().map(r -> r.broken().map(b -> b.reason()).orElse(null)))
                    .containsExactly(
                            null, null, null, null, Reason.SYNTAX, Reason.SYNTAX, null, Reason.TOO_LARGE, null);
            assertThat(records.get(7).value()).hasSize(100 << 10);
            assertThat(records.get(5).position().toString()).isEqualTo(feed.uri("/feed") + " #4");
            assertThat(records.get(2).position().toString()).isEqualTo(feed.uri("/feed") + " #2/2");
        }
    }

    @Test
    void aSocketIsConnectedToAgainAndSaysWhyItWasLost() throws Exception {
        FeedServer feed = FeedServer.start();
        int port = feed.port();
        open(settings(true, "url: \"" + feed.uri("/feed?x=1") + "\", send: hello, auth: { bearer: \"${env:TOKEN}\" }"));
        readUntil(() -> feed.received().size() == 1);
        assertThat(feed.handshakes().get(0)).containsEntry("authorization", "Bearer t0ken-s3cret");
        feed.send("{\"n\":0}");
        readUntil(() -> records.size() == 1);
        feed.drop();
        readUntil(() -> health.degraded().isPresent());
        assertThat(trouble())
                .contains("/feed?x=1 closed the connection, status 1012 (restarting); it is connected to again");
        readUntil(() -> feed.received().size() == 2);
        assertThat(health.degraded()).isEmpty();
        feed.close();
        readUntil(() -> trouble().contains("nothing listens there"));
        assertThat(health.degraded().orElseThrow().nextTry()).isPresent();
        try (FeedServer again = FeedServer.start(port)) {
            readUntil(() -> again.received().size() == 1);
            again.send("{\"n\":1}");
            readUntil(() -> records.size() == 2);
            assertThat(values()).isEqualTo(numbers(0, 2));

            again.refuse(401);
            again.drop();
            readUntil(() -> trouble().contains("answers 401"));
            assertThat(trouble())
                    .contains("the credentials are wrong or have expired: renew what `auth`")
                    .doesNotContain("s3cret");
            again.refuse(0);
            readUntil(() -> again.connected() == 1 && health.degraded().isEmpty());
        }
    }

    @Test
    void aServerThatSaysNothingAtAllIsLeft() throws Exception {
        try (FeedServer feed = FeedServer.start()) {
            feed.deaf(true);
            open(settings(true, "url: \"" + feed.uri("/feed") + "\", idle: 500ms"));
            readUntil(() -> trouble().contains("said nothing for 500 ms"));
            feed.deaf(false);
            readUntil(() -> feed.handshakes().size() > 1 && health.degraded().isEmpty());
            int made = feed.handshakes().size();
            long until = System.nanoTime() + Duration.ofMillis(2500).toNanos();
            readUntil(() -> System.nanoTime() > until);
            assertThat(feed.handshakes().size())
                    .as("pings are answered, so nothing is wrong; without them it would be left several times")
                    .isLessThan(made + 2);
        }
    }

    @Test
    void aSlowReaderIsNoReasonToLeaveAServer() throws Exception {
        String megabyte = "{\"pad\":\"" + "x".repeat(1 << 19) + "\"}";
        try (FeedServer feed = FeedServer.start()) {
            open(settings(true, "url: \"" + feed.uri("/feed") + "\", idle: 1s"));
            readUntil(() -> feed.connected() == 1);
            for (int i = 0; i < 40; i++) {
                feed.send(megabyte);
            }
            Thread.sleep(2500); // nobody reads for longer than the server may say nothing
            readUntil(() -> records.size() == 40);
            assertThat(feed.handshakes()).hasSize(1);
        }
    }

    @Test
    void whatIsNoEventStreamIsSaid() throws Exception {
        try (ApiServer api = ApiServer.start()) {
            api.always(Fault.html());
            open(settings(false, "url: \"" + api.uri("/events/all") + "\", params: { key: \"${env:TOKEN}\" }"));
            readUntil(() -> health.degraded().isPresent());
            assertThat(trouble())
                    .isEqualTo(api.uri("/events/all")
                            + "?key=*** answers 200 and text/html, which is no event stream; look at `url`");
            api.always(Fault.tooMany("1"));
            readUntil(() -> trouble().contains("answers 429"));
            api.well();
            api.publish("all", numbers(0, 1));
            readUntil(() -> records.size() == 1);
            assertThat(health.degraded()).isEmpty();
        }
    }

    @Test
    void whoBringsMoreThanIsReadWaits() throws Exception {
        String kilobyte = "{\"pad\":\"" + "x".repeat(1000) + "\"}";
        Inbox inbox = new Inbox(10_000);
        byte[] bytes = kilobyte.getBytes(StandardCharsets.UTF_8);
        int[] asked = {0};
        for (int i = 0; i < 100 && asked[0] == i; i++) {
            inbox.put(new Message(null, bytes, bytes.length));
            inbox.whenRoom(() -> asked[0]++);
        }
        assertThat(asked[0]).isEqualTo(9);
        assertThat(inbox.isFull()).isTrue();
        assertThat(inbox.poll(0)).isPresent();
        assertThat(inbox.isFull()).isFalse();
        assertThat(asked[0]).as("as soon as there is room").isEqualTo(10);

        try (FeedServer feed = FeedServer.start()) {
            open(settings(true, "url: \"" + feed.uri("/feed") + "\""));
            readUntil(() -> feed.connected() == 1);
            for (int i = 0; i < 30_000; i++) {
                feed.send(kilobyte);
            }
            readUntil(() -> records.size() == 30_000);
        }
    }
}

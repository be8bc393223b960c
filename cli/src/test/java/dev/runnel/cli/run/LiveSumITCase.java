package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.testkit.drive.DriveServer;
import dev.runnel.testkit.process.Distribution;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live-sum example with the requests that its clients send, its input chosen by variables of the environment. */
class LiveSumITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void sumsWhatATopicAndPostsBring() throws Exception {
        Map<String, String> environment = Map.of(
                "INPUT_CONNECTOR", "kafka",
                "KAFKA_TOPIC", "prices",
                "KAFKA_GROUP_ID", "sums",
                "AUTOCOMMIT_DURATION_MS", "100");
        try (RunnelProcess process = start(environment)) {
            process.awaitReady();
            produce(process, "prices", "{\"value\":10}", "{\"value\":2.5}", "none", "{\"value\":30}");
            await(process, "what the topic has", () -> sum(process).contains("\"sum\":42.5,\"count\":3,"));

            Messages stream = new Messages();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://" + process.http().getAuthority() + "/ws/stream"), stream)
                    .join();
            assertThat(stream.next()).startsWith("{\"type\":\"snapshot\",\"rows\":[{\"sum\":42.5,");
            HttpResponse<String> answer = post(process, "{\"value\":5}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"success\"", "\"valid_count\":1");
            assertThat(stream.next()).startsWith("{\"type\":\"change\",\"upserts\":[{\"sum\":47.5,\"count\":4,");
            socket.abort();

            assertThat(post(process, "{\"value\":\"five\"}").body())
                    .contains("\"invalid_count\":1", "\"field\":\"value\"");
            assertThat(process.get("/health")).startsWith("{\"status\":\"OK\",\"sum\":47.5,\"count\":4,");
            assertThat(process.get("/openapi.json")).contains("\"/process-data\"", "\"/stats\"", "\"/health\"");
            assertThat(process.get("/docs")).contains("swagger");
            await(process, "the file", () -> lines().size() == 5);
            assertThat(lines()).first().isEqualTo("sum,timestamp,operation");
            assertThat(lines()).last().asString().matches("47\\.5,\\d{4}-.*Z,sum");
        }
        try (RunnelProcess process = start(environment)) {
            process.awaitReady();
            post(process, "{\"value\":0.5}");
            await(process, "the sum of both starts", () -> sum(process).contains("\"sum\":48.0,\"count\":5,"));
        }
    }

    @Test
    void followsAFileOfDriveAlsoThroughAKill() throws Exception {
        try (DriveServer drive = DriveServer.start()) {
            Path pipeline = ExampleCopy.of("live-sum", folder);
            Files.writeString(pipeline.resolve("config/credentials.json"), drive.serviceAccountKey());
            Path yaml = pipeline.resolve("runnel.yaml");
            Files.writeString(
                    yaml,
                    Files.readString(yaml)
                            .replace(
                                    "credentials: config/credentials.json",
                                    "credentials: config/credentials.json\n        endpoint: " + drive.address()));
            Map<String, String> environment = Map.of(
                    "INPUT_CONNECTOR", "google_drive",
                    "GOOGLE_DRIVE_FILENAME", "prices.csv",
                    "GOOGLE_DRIVE_REFRESH_INTERVAL", "1",
                    "GOOGLE_DRIVE_VALUE_COLUMN", "price");
            String file = drive.files().put("prices.csv", "day,price\n1,10\n2,20\n3,30\n");
            try (RunnelProcess process = start(environment)) {
                process.awaitReady();
                await(process, "the file", () -> sum(process).contains("\"sum\":60.0,\"count\":3,"));
                drive.files().edit(file, "day,price\n1,10\n2,25\n3,30\n");
                await(process, "the edited cell", () -> sum(process).contains("\"sum\":65.0,\"count\":3,"));
                process.kill();
            }
            drive.files().edit(file, "day,price\n0,1\n1,10\n2,25\n");
            try (RunnelProcess process = start(environment)) {
                process.awaitReady();
                await(process, "what changed meanwhile", () -> sum(process).contains("\"sum\":36.0,\"count\":3,"));
                drive.files().delete(file);
                await(process, "the file that is gone", () -> sum(process).equals("{}"));
                assertThat(process.get("/health")).isEqualTo("{\"status\":\"OK\"}");
                assertThat(process.output()).doesNotContain("PRIVATE KEY");
            }
        }
    }

    private RunnelProcess start(Map<String, String> environment) throws IOException {
        Path pipeline = folder.resolve("live-sum");
        if (Files.notExists(pipeline)) {
            ExampleCopy.of("live-sum", folder);
        }
        return RunnelProcess.start(
                RUNNEL, environment, Ports.free(), folder.resolve("output.txt"), "run", pipeline.toString());
    }

    private static String sum(RunnelProcess process) throws IOException, InterruptedException {
        return process.get("/stats");
    }

    private List<String> lines() throws IOException {
        Path file = folder.resolve("live-sum/.runnel/files/output.csv");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private HttpResponse<String> post(RunnelProcess process, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(process.http().resolve("/process-data"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void produce(RunnelProcess process, String topic, String... values) throws Exception {
        await(process, "its addresses", () -> process.output().contains("data folder"));
        Matcher kafka = Pattern.compile("Kafka +(127\\S+)").matcher(process.output());
        assertThat(kafka.find()).as(process.output()).isTrue();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.group(1), "max.block.ms", "5000"),
                new StringSerializer(),
                new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value));
            }
        }
    }

    /** What a WebSocket sends, message by message. */
    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        String next() throws InterruptedException {
            String message = whole.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message within 20 s").isNotNull();
            return String.valueOf(message);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                whole.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(RunnelProcess process, String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 90 s for " + what + "\n" + process.output() + process.get("/readyz")
                        + process.get("/v1/streams/values/invalid?limit=3"));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}

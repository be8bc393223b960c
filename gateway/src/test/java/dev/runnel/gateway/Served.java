package dev.runnel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A gateway on a real broker, and a client for it. */
public final class Served implements AutoCloseable {
    static {
        // The client's own list of headers that callers may not set; tests pretend to be pages of other hosts.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin,connection,content-length,upgrade");
    }

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final Pipeline pipeline;
    public final TestKafka kafka;
    public final Gateway gateway;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Served(Pipeline pipeline, TestKafka kafka, Gateway gateway) {
        this.pipeline = pipeline;
        this.kafka = kafka;
        this.gateway = gateway;
    }

    /** A name that no other pipeline of this process has. */
    public static String newName() {
        return "shop" + NAMES.incrementAndGet();
    }

    /** The shop on the shared broker, with its topics, ready to take records. */
    public static Served shop(Path folder) {
        return shop(folder, TestKafka.get(), settings -> settings);
    }

    public static Served shop(Path folder, TestKafka kafka, UnaryOperator<GatewaySettings> change) {
        Pipeline pipeline = Pipelines.shop(folder, newName());
        createTopics(pipeline, kafka);
        Served served = start(pipeline, kafka, change);
        await("it is ready", () -> served.get("/readyz").statusCode() == 200);
        return served;
    }

    public static void createTopics(Pipeline pipeline, TestKafka kafka) {
        kafka.createCompacted(Names.replayTopic(pipeline.name()), 1);
        for (Stream stream : pipeline.streams()) {
            kafka.create(stream.log().topic(), stream.log().partitions());
            kafka.create(stream.invalidTopic(), 1);
        }
    }

    public static Served start(Pipeline pipeline, TestKafka kafka, UnaryOperator<GatewaySettings> change) {
        GatewaySettings settings = GatewaySettings.of(pipeline, environment(pipeline.directory(), kafka), 0);
        return new Served(pipeline, kafka, Gateway.start(change.apply(settings)));
    }

    public static Environment environment(Path folder, TestKafka kafka) {
        return new Environment(
                "embedded",
                kafka.servers(),
                Map.of(),
                folder.resolve(".runnel"),
                folder.resolve("lake").toUri(),
                folder.resolve("checkpoints").toUri(),
                1,
                Duration.ofSeconds(1));
    }

    public String topic(String stream) {
        return pipeline.stream(stream).orElseThrow().log().topic();
    }

    public String invalidTopic(String stream) {
        return pipeline.stream(stream).orElseThrow().invalidTopic();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<byte[]> post(String path, String body, String... headers) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public HttpClient client() {
        return client;
    }

    public static JsonObject json(HttpResponse<byte[]> response) {
        return new JsonObject(text(response));
    }

    public static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Asserts that it is a problem of that kind and returns it. */
    public static JsonObject problem(HttpResponse<byte[]> response, int status, String code) {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        JsonObject problem = json(response);
        assertThat(problem.getString("type")).isEqualTo("https://runnel.dev/problems/" + code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        return problem;
    }

    /** Waits until it holds, at most twenty seconds. */
    public static void await(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            Thread.onSpinWait();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}

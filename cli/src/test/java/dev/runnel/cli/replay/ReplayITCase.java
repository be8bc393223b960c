package dev.runnel.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayITCase {
    @TempDir
    Path folder;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    /** How many requests are still turned away with 503. */
    private final AtomicInteger busy = new AtomicInteger();
    /** After how many requests the server refuses for good. */
    private final AtomicInteger welcome = new AtomicInteger(Integer.MAX_VALUE);

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/collect", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = busy.getAndDecrement() > 0 ? 503 : welcome.getAndDecrement() <= 0 ? 400 : 200;
        if (status == 200) {
            bodies.add(body);
        }
        byte[] text =
                "{\"status\":\"success\",\"processed_count\":2,\"invalid_count\":1}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Test
    void sendsBatchesInOrderAndCountsWhatTheServerTells() throws IOException {
        Replay.Result result = replay(plan(lines(5), BodyFormat.ARRAY, 2, false));
        assertThat(bodies).containsExactly("[{\"n\":0},{\"n\":1}]", "[{\"n\":2},{\"n\":3}]", "[{\"n\":4}]");
        assertThat(result.accepted() + result.invalid()).isEqualTo(5);
        assertThat(result.invalid()).isEqualTo(3);
    }

    @Test
    void sendsALineEachWhereTold() throws IOException {
        replay(plan(lines(3), BodyFormat.NDJSON, 2, false));
        assertThat(bodies).containsExactly("{\"n\":0}\n{\"n\":1}\n", "{\"n\":2}\n");
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Path file = lines(5);
        welcome.set(2);
        assertThatThrownBy(() -> replay(plan(file, BodyFormat.ARRAY, 1, false)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("answered 400");
        welcome.set(Integer.MAX_VALUE);
        Replay.Result result = replay(plan(file, BodyFormat.ARRAY, 1, false));
        assertThat(bodies).containsExactly("[{\"n\":0}]", "[{\"n\":1}]", "[{\"n\":2}]", "[{\"n\":3}]", "[{\"n\":4}]");
        assertThat(result.before()).isEqualTo(2);
        assertThat(replay(plan(file, BodyFormat.ARRAY, 1, false)).accepted()).isZero();
        replay(plan(file, BodyFormat.ARRAY, 5, true));
        assertThat(bodies).hasSize(6);
    }

    @Test
    void sendsOnlyWhatAFileGrewBy() throws IOException {
        Path file = lines(2);
        replay(plan(file, BodyFormat.ARRAY, 10, false));
        Files.writeString(file, Files.readString(file) + "{\"n\":9}\n");
        replay(plan(file, BodyFormat.ARRAY, 10, false));
        assertThat(bodies).containsExactly("[{\"n\":0},{\"n\":1}]", "[{\"n\":9}]");
    }

    @Test
    void refusesToGoOnInAnotherFile() throws IOException {
        Path file = lines(3);
        replay(plan(file, BodyFormat.ARRAY, 10, false));
        Files.writeString(file, "{\"other\":true}\n".repeat(10));
        assertThatThrownBy(() -> replay(plan(file, BodyFormat.ARRAY, 10, false)))
                .hasMessageContaining("not the file that was being sent")
                .hasMessageContaining("--reset");
    }

    @Test
    void triesAgainWhileTheServerIsBusy() throws IOException {
        busy.set(3);
        assertThat(replay(plan(lines(2), BodyFormat.ARRAY, 10, false)).before()).isZero();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void givesUpOnAServerThatIsAway() throws IOException {
        server.stop(0);
        assertThatThrownBy(() -> replay(plan(lines(2), BodyFormat.ARRAY, 10, false)))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessageContaining("cannot be reached");
    }

    private Path lines(int count) throws IOException {
        String text =
                IntStream.range(0, count).mapToObj(n -> "{\"n\":" + n + "}\n").collect(Collectors.joining());
        return Files.writeString(folder.resolve("events.ndjson"), text);
    }

    private Replay.Plan plan(Path file, BodyFormat format, int batch, boolean reset) {
        return new Replay.Plan(
                file,
                folder.resolve("state"),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/collect"),
                format,
                batch,
                Duration.ZERO,
                Duration.ofSeconds(2),
                reset);
    }

    private static Replay.Result replay(Replay.Plan plan) {
        return new Replay(plan, new PrintWriter(new StringWriter())).run(false);
    }
}

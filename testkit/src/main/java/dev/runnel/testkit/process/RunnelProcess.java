package dev.runnel.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;

/** A pipeline that runs in a child process with a data folder of its own. Thread safe. */
public final class RunnelProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(120);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Process process;
    private final URI http;
    private final Path output;

    private RunnelProcess(Process process, URI http, Path output) {
        this.process = process;
        this.http = http;
        this.output = output;
    }

    /**
     * Starts {@code runnel} with a command that runs a pipeline, and returns at once.
     *
     * @param port of the gateway
     * @param output file that takes all it prints, behind what is there
     * @param command such as {@code run DIR --data-dir DIR}; the ports are added
     */
    public static RunnelProcess start(Distribution distribution, int port, Path output, String... command) {
        return start(distribution, Map.of(), port, output, command);
    }

    /** The same with variables of the environment beside those of this process. */
    public static RunnelProcess start(
            Distribution distribution, Map<String, String> environment, int port, Path output, String... command) {
        return start(List.of(distribution.launcher().toString()), environment, port, output, command);
    }

    /** The same as a script starts a background job: with interrupts ignored. */
    public static RunnelProcess startInBackground(Distribution distribution, int port, Path output, String... command) {
        String ignoring = "trap '' INT; exec \"$0\" \"$@\"";
        return start(
                List.of("sh", "-c", ignoring, distribution.launcher().toString()), Map.of(), port, output, command);
    }

    private static RunnelProcess start(
            List<String> launch, Map<String, String> environment, int port, Path output, String... command) {
        List<String> whole = new ArrayList<>(launch);
        whole.addAll(List.of(command));
        whole.addAll(List.of("--port", String.valueOf(port), "--kafka-port", "0", "--flink-port", "0"));
        try {
            ProcessBuilder builder = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new RunnelProcess(process, URI.create("http://127.0.0.1:" + port), output);
        } catch (IOException e) {
            throw new UncheckedIOException(whole + " cannot be started", e);
        }
    }

    /** Where its gateway listens. */
    public URI http() {
        return http;
    }

    /** Everything it has printed. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(output + " cannot be read", e);
        }
    }

    /**
     * Waits until it takes records.
     *
     * @throws IllegalStateException when it ends before, or takes more than two minutes
     */
    public void awaitReady() throws InterruptedException {
        awaitOk("/readyz");
    }

    /** Waits until a path answers 200. */
    public void awaitOk(String path) throws InterruptedException {
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (!isOk(path)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        (process.isAlive() ? "it does not get ready: " : "it ended with " + process.exitValue() + ": ")
                                + output());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isOk(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(http.resolve(path))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The body of a GET. */
    public String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends what Ctrl-C sends. */
    public void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("process " + process.pid() + " cannot be interrupted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws IllegalStateException when it goes on for longer
     */
    public int awaitEnd(Duration most) throws InterruptedException {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("it still runs after " + most + ": " + output());
        }
        return process.exitValue();
    }

    /** Kills it when it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}

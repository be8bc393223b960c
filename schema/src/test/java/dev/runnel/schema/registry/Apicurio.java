package dev.runnel.schema.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Apicurio Registry as a process of its own, from its archive on Maven Central, on loopback and with content in memory. */
final class Apicurio implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int BLOCK = 512;

    private final Process process;
    private final URI url;

    private Apicurio(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static Apicurio start(Path folder) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("runnel.apicurio", "target/apicurio/apicurio-registry-app.tar.gz"));
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
            unpack(tar, folder);
        }
        Path jar;
        try (var files = Files.list(folder)) {
            jar = files.filter(f -> f.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("apicurio.log").toFile())
                .start();
        Apicurio apicurio = new Apicurio(process, URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
        apicurio.await(folder.resolve("apicurio.log"));
        return apicurio;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ustar with the long names of GNU tar and pax left to their short form, which this archive's files have. */
    private static void unpack(InputStream tar, Path folder) throws IOException {
        String longName = "";
        for (byte[] head = tar.readNBytes(BLOCK); head.length == BLOCK && head[0] != 0; head = tar.readNBytes(BLOCK)) {
            int size = Integer.parseInt(text(head, 124, 12).strip(), 8);
            char type = (char) head[156];
            byte[] content = tar.readNBytes(size);
            tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            String prefix = text(head, 345, 155);
            String name = !longName.isEmpty()
                    ? longName
                    : prefix.isEmpty() ? text(head, 0, 100) : prefix + "/" + text(head, 0, 100);
            longName = "";
            if (type == 'L') {
                longName = text(content, 0, content.length);
            } else if (type == '0' || type == 0) {
                Path file = folder.resolve(name).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(name + " lies outside of the folder");
                }
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, java.nio.charset.StandardCharsets.UTF_8);
    }

    private void await(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("Apicurio did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The base address of its Confluent interface. */
    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.runnel.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawClientITCase {
    private static final int MESSAGE_BYTES = 1_000;
    /** What the kernel keeps of both ways, and the server's own bounds, are far below. */
    private static final long BOUND = 64L << 20;

    @TempDir
    Path folder;

    @Test
    void readsNoMoreFromAClientThatDoesNotReadItsAnswersAndDropsIt() throws IOException {
        try (Served served = Served.shop(folder, TestKafka.get(), settings -> settings);
                Socket client = new Socket()) {
            client.setReceiveBufferSize(4_096);
            client.connect(new InetSocketAddress("127.0.0.1", served.gateway.port()));
            handshake(client);
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, sent));

            Served.await("it is dropped", () -> Served.text(served.get("/metrics"))
                    .contains("runnel_websockets_dropped_total{kind=\"records\"} 1.0"));

            sending.orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(sent.get()).isBetween(100_000L, BOUND);
        }
    }

    @Test
    void closesAConnectionWhoseFrameIsBeyondEveryBound() throws IOException {
        try (Served served = Served.shop(folder, TestKafka.get(), settings -> settings);
                Socket client = new Socket()) {
            client.connect(new InetSocketAddress("127.0.0.1", served.gateway.port()));
            handshake(client);
            // A masked binary frame that says that 2 MiB follow: twice the bound of a record.
            client.getOutputStream()
                    .write(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0});

            String rest = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(rest)
                    .as("it was opened, and ended before those bytes came")
                    .contains("101 Switching");
        }
    }

    private static void handshake(Socket client) throws IOException {
        client.getOutputStream()
                .write(("GET /v1/streams/events/ws HTTP/1.1\r\nHost: 127.0.0.1:" + client.getPort()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(client.getInputStream().readNBytes(9))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("HTTP/1.1 ");
    }

    /** Messages that are not JSON, whose answers are as long as they are, until the server has had enough. */
    private static void send(Socket client, AtomicLong sent) {
        byte[] frame = new byte[8 + MESSAGE_BYTES];
        frame[0] = (byte) 0x81; // the last part of a text
        frame[1] = (byte) 0xFE; // masked (with zeros), and its length follows
        frame[2] = (byte) (MESSAGE_BYTES >> 8);
        frame[3] = (byte) MESSAGE_BYTES;
        Arrays.fill(frame, 8, frame.length, (byte) 'x');
        try {
            OutputStream out = client.getOutputStream();
            while (sent.get() < BOUND * 4) {
                out.write(frame);
                sent.addAndGet(frame.length);
            }
        } catch (IOException e) {
            assertThat(sent.get()).isPositive(); // the server closed the connection
        }
    }
}

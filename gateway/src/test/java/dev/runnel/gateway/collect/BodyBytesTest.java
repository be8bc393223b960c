package dev.runnel.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyBytesTest {
    private static final int LIMIT = 100_000;

    @Test
    void keepsWhatFitsExactly() {
        byte[] all = new byte[LIMIT];
        new Random(1).nextBytes(all);
        BodyBytes body = new BodyBytes(LIMIT);
        for (int at = 0; at < LIMIT; at += 777) {
            body.append(Buffer.buffer(Arrays.copyOfRange(all, at, Math.min(LIMIT, at + 777))));
        }
        assertThat(body.isTooLarge()).isFalse();
        assertThat(Arrays.copyOf(body.array(), body.length())).isEqualTo(all);

        body.append(Buffer.buffer(new byte[1]));
        assertThat(body.isTooLarge()).isTrue();
        assertThat(body.array()).as("dropped").isEmpty();
        body.append(Buffer.buffer(new byte[1]));
        assertThat(body.length()).isZero();
    }

    @Test
    void inflatesSeveralMembersWithinTheBound() throws IOException {
        BodyBytes body = new BodyBytes(LIMIT);
        body.append(Buffer.buffer(gzip(new byte[40_000])));
        body.append(Buffer.buffer(gzip(new byte[60_000])));
        assertThat(body.gunzip().length()).isEqualTo(LIMIT);
        body.append(Buffer.buffer(gzip(new byte[1])));
        assertThat(body.gunzip().isTooLarge()).isTrue();
    }

    @Test
    void refusesWhatIsNotGzip() {
        BodyBytes body = new BodyBytes(LIMIT);
        body.append(Buffer.buffer("{}"));
        assertThatThrownBy(body::gunzip).isInstanceOf(IOException.class);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}

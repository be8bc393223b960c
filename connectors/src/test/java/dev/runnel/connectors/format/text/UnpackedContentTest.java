package dev.runnel.connectors.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedContentTest {
    @TempDir
    Path folder;

    @Test
    void contentOutOfAllProportionIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[8 << 20]);
        }
        DataFile file = Given.file(folder, "zeros.gz", bytes.toByteArray());
        assertThat(file.length()).isLessThan(9000);
        try (InputStream in = new UnpackedContent(file, file.open(), GZIPInputStream::new)) {
            assertThat(in.readAllBytes()).hasSize(8 << 20);
        }
        try (InputStream in = new UnpackedContent(file, file.open(), GZIPInputStream::new, 1 << 20)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(BrokenFileException.class)
                    .hasMessageContaining("zeros.gz: it unpacks to more than 1000 times its size");
        }
    }

    @Test
    void anErrorOfTheStorageIsNoDamage() throws IOException {
        DataFile file = Given.file(folder, "t.gz", "");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the network is away");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("the network is away");
            }
        };
        assertThatThrownBy(() -> new UnpackedContent(file, failing, GZIPInputStream::new))
                .isNotInstanceOf(BrokenFileException.class)
                .hasMessage("the network is away");
    }
}

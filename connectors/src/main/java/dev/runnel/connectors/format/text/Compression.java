package dev.runnel.connectors.format.text;

import com.github.luben.zstd.ZstdInputStream;
import dev.runnel.connectors.format.record.DataFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.flink.core.fs.FSDataInputStream;

/** How a file of text is packed. */
public enum Compression {
    NONE(""),
    /** RFC 1952; members that stand one behind the other are one content. */
    GZIP(".gz"),
    /** RFC 8878; frames that stand one behind the other are one content. */
    ZSTD(".zst");

    private static final int BUFFER_BYTES = 1 << 16;

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** The name in options, {@code gzip}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a file's name says of it. */
    public static Compression of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(GZIP.ending)) {
            return GZIP;
        }
        return name.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /** A file's name without the ending of this compression. */
    public String strip(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(ending)
                ? fileName.substring(0, fileName.length() - ending.length())
                : fileName;
    }

    /**
     * The content of a file from an offset of it; packed content is unpacked and thrown away up to there.
     *
     * @throws IOException when the file cannot be opened, is shorter, or is not packed so
     */
    public InputStream open(DataFile file, long offset) throws IOException {
        FSDataInputStream stored = file.open();
        try {
            if (this == NONE) {
                if (offset > 0) {
                    stored.seek(offset);
                }
                return stored;
            }
            InputStream content = new UnpackedContent(file, stored, this::unpack);
            content.skipNBytes(offset);
            return content;
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private InputStream unpack(InputStream stored) throws IOException {
        InputStream in = new BufferedInputStream(stored, BUFFER_BYTES);
        return this == GZIP ? gunzip(in) : new ZstdInputStream(in);
    }

    private static InputStream gunzip(InputStream in) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
    }
}

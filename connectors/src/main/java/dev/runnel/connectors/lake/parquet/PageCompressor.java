package dev.runnel.connectors.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.runnel.connectors.lake.layout.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Compresses whole pages with the native libraries, without the streams that Hadoop's codecs put around them. Its buffers
 * are used again for each page, so a result is valid until the next call; the page store copies it before. Not thread
 * safe: one for each subtask.
 */
final class PageCompressor implements BytesInputCompressor {
    /** What parquet-java and DuckDB take too: higher costs much time for a few per cent. */
    private static final int ZSTD_LEVEL = 3;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Codec codec;
    /** Holds native memory, which goes with this object: Flink says to nobody that a subtask's files are over. */
    private @Nullable ZstdCompressCtx zstd;

    private final Page page = new Page();
    private byte[] packed = new byte[0];

    /** Gathers a page's pieces, and gives its array without a copy. */
    private static final class Page extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }

    PageCompressor(Codec codec) {
        this.codec = codec;
    }

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        return switch (codec) {
            case NONE -> bytes;
            case ZSTD -> zstd(bytes);
            case SNAPPY -> snappy(bytes);
        };
    }

    private BytesInput zstd(BytesInput bytes) throws IOException {
        int size = load(bytes);
        reserve((int) Zstd.compressBound(size));
        try {
            int length = zstd().compressByteArray(packed, 0, packed.length, page.bytes(), 0, size);
            return BytesInput.from(packed, 0, length);
        } catch (ZstdException e) {
            throw new IOException("zstd could not compress a page of " + size + " bytes: " + e.getMessage(), e);
        }
    }

    private ZstdCompressCtx zstd() {
        ZstdCompressCtx known = zstd;
        if (known == null) {
            ZstdCompressCtx made = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
            CLEANER.register(this, made::close);
            zstd = made;
            return made;
        }
        return known;
    }

    private BytesInput snappy(BytesInput bytes) throws IOException {
        int size = load(bytes);
        reserve(Snappy.maxCompressedLength(size));
        return BytesInput.from(packed, 0, Snappy.compress(page.bytes(), 0, size, packed, 0));
    }

    private int load(BytesInput bytes) throws IOException {
        page.reset();
        bytes.writeAllTo(page);
        return page.size();
    }

    private void reserve(int size) {
        if (packed.length < size) {
            packed = new byte[size];
        }
    }

    @Override
    public CompressionCodecName getCodecName() {
        return switch (codec) {
            case NONE -> CompressionCodecName.UNCOMPRESSED;
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
        };
    }

    @Override
    public void release() {}
}

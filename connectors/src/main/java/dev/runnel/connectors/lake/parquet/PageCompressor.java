package dev.runnel.connectors.lake.parquet;

import com.github.luben.zstd.Zstd;
import dev.runnel.connectors.lake.layout.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Compresses whole pages with the native libraries, without the streams that Hadoop's codecs put around them. Its buffers
 * are used again for each page, so a result is valid until the next call; the page store copies it before. Not thread
 * safe: one for each subtask.
 */
final class PageCompressor implements BytesInputCompressor {
    /** What parquet-java and DuckDB take too: higher costs much time for a few per cent. */
    private static final int ZSTD_LEVEL = 3;

    private final Codec codec;
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
        long length = Zstd.compressByteArray(packed, 0, packed.length, page.bytes(), 0, size, ZSTD_LEVEL);
        if (Zstd.isError(length)) {
            throw new IOException("zstd could not compress a page of " + size + " bytes: " + Zstd.getErrorName(length));
        }
        return BytesInput.from(packed, 0, (int) length);
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

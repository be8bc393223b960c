package dev.runnel.connectors.format.text;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a compressed file holds. Damage ends it with a {@link BrokenFileException}, which an error of the disk or the
 * network does not; so does content that grows out of all proportion to what is stored, as only content does that was
 * made to exhaust its reader.
 */
final class UnpackedContent extends InputStream {
    /** Bytes up to which the proportion does not matter. */
    static final long FREE_BYTES = 1L << 30;
    /** Bytes of content for a byte stored. */
    static final long RATIO = 1000;

    private final DataFile file;
    private final Stored stored;
    private final InputStream content;
    private final long most;
    private long read;

    /** How a stored stream is unpacked. */
    interface Unpacking {
        InputStream of(InputStream stored) throws IOException;
    }

    /** The stored bytes; knows whether it was they that could not be read. */
    private static final class Stored extends FilterInputStream {
        private boolean failed;

        Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return in.read(into, from, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }

    UnpackedContent(DataFile file, InputStream in, Unpacking unpacking) throws IOException {
        this(file, in, unpacking, FREE_BYTES);
    }

    UnpackedContent(DataFile file, InputStream in, Unpacking unpacking, long freeBytes) throws IOException {
        this.file = file;
        this.stored = new Stored(in);
        this.most = Math.max(freeBytes, Math.multiplyExact(Math.min(file.length(), 1L << 50), RATIO));
        try {
            this.content = unpacking.of(stored);
        } catch (IOException e) {
            throw problem(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got;
        try {
            got = content.read(into, from, length);
        } catch (IOException e) {
            throw problem(e);
        }
        read += Math.max(got, 0);
        if (read > most) {
            throw new BrokenFileException(
                    file.name(),
                    "it unpacks to more than " + RATIO + " times its size",
                    "files that do so are refused; unpack it yourself if it is right",
                    null);
        }
        return got;
    }

    private IOException problem(IOException e) {
        return stored.failed
                ? e
                : new BrokenFileException(
                        file.name(),
                        "it cannot be unpacked behind byte " + read + " of its content: " + e.getMessage(),
                        "copy it anew, or say how it is packed with `compression`",
                        e);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}

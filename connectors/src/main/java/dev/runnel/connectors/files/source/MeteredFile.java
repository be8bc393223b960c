package dev.runnel.connectors.files.source;

import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataInputStreamWrapper;

/**
 * A file of which it is known how far it was read: the place behind the last bytes that were asked for. One that a library
 * opens by itself tells nothing. Read by one thread; any may ask.
 */
final class MeteredFile implements DataFile {
    private final DataFile file;
    private volatile long reached;

    MeteredFile(DataFile file) {
        this.file = file;
    }

    /** In bytes, as they are stored. */
    long reached() {
        return reached;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public FSDataInputStream open() throws IOException {
        return new Metered(file.open());
    }

    @Override
    public Optional<Path> local() {
        return file.local();
    }

    private final class Metered extends FSDataInputStreamWrapper {
        private long at;

        Metered(FSDataInputStream in) {
            super(in);
        }

        @Override
        public void seek(long place) throws IOException {
            super.seek(place);
            at = place;
        }

        @Override
        public long skip(long count) throws IOException {
            return behind(super.skip(count));
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            behind(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into) throws IOException {
            return read(into, 0, into.length);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return (int) behind(super.read(into, offset, length));
        }

        private long behind(long count) {
            at += Math.max(0, count);
            reached = at;
            return count;
        }
    }
}

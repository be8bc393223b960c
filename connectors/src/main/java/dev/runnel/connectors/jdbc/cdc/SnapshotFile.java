package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.collect.SourceRecordType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The rows of a snapshot, beside the checkpoints. A snapshot that breaks off cannot be gone on with, since the database
 * forgets the moment that it shows; so none of its rows is given before all of them are here. Not thread safe.
 */
final class SnapshotFile {
    private static final int BUFFER = 1 << 16;
    private static final TypeSerializer<SourceRecord> FORM =
            SourceRecordType.INSTANCE.createSerializer(new SerializerConfigImpl());

    private final Path path;

    SnapshotFile(URI folder, String id) {
        path = new Path(new Path(folder), id + ".snapshot");
    }

    /** Removes what was written. */
    void remove() throws IOException {
        FileSystem files = path.getFileSystem();
        if (files.exists(path)) {
            files.delete(path, false);
        }
    }

    Writer write() throws IOException {
        return new Writer(path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE));
    }

    Reader read(long from) throws IOException {
        FSDataInputStream file = path.getFileSystem().open(path);
        file.seek(from);
        return new Reader(file, from, path.getFileSystem().getFileStatus(path).getLen());
    }

    /** Writes rows; whole once it is finished. */
    static final class Writer implements Closeable {
        private final FSDataOutputStream file;
        private final DataOutputStream out;
        private final DataOutputSerializer row = new DataOutputSerializer(1 << 10);

        Writer(FSDataOutputStream file) {
            this.file = file;
            this.out = new DataOutputStream(new BufferedOutputStream(file, BUFFER));
        }

        void add(SourceRecord record) throws IOException {
            row.clear();
            FORM.serialize(record, row);
            out.writeInt(row.length());
            out.write(row.getSharedBuffer(), 0, row.length());
        }

        void finish() throws IOException {
            out.flush();
            file.sync();
            close();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Gives rows in their order. */
    static final class Reader implements Closeable {
        private final DataInputStream in;
        private final long length;
        private long at;

        Reader(FSDataInputStream file, long at, long length) {
            this.in = new DataInputStream(new BufferedInputStream(file, BUFFER));
            this.at = at;
            this.length = length;
        }

        /** The next row; empty at the end. */
        Optional<SourceRecord> next() throws IOException {
            if (at >= length) {
                return Optional.empty();
            }
            byte[] row = new byte[in.readInt()];
            in.readFully(row);
            at += Integer.BYTES + row.length;
            return Optional.of(FORM.deserialize(new DataInputDeserializer(row)));
        }

        /** Behind the row given last. */
        long at() {
            return at;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

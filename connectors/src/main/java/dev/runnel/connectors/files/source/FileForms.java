package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.files.folder.ReadFiles;
import dev.runnel.connectors.files.record.Mark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How splits, and what is remembered of files, stand in checkpoints. */
final class FileForms {
    private static final int VERSION = 1;

    static final SimpleVersionedSerializer<FileSplit> SPLITS = new Form<>(FileForms::write, FileForms::split);
    static final SimpleVersionedSerializer<Looked> LOOKED = new Form<>(FileForms::write, FileForms::looked);

    private FileForms() {}

    private interface Writing<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    private record Form<T>(Writing<T> writing, Reading<T> reading) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(T value) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                writing.write(value, out);
            }
            return bytes.toByteArray();
        }

        @Override
        public T deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException(
                        "the checkpoint has files in form " + version + "; this version reads " + VERSION);
            }
            return reading.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        }
    }

    private static void write(FileSplit split, DataOutputStream out) throws IOException {
        write(split.file(), out);
        out.writeLong(split.mark().offset());
        out.writeLong(split.mark().skip());
        out.writeLong(split.mark().row());
    }

    private static FileSplit split(DataInputStream in) throws IOException {
        return new FileSplit(file(in), new Mark(in.readLong(), in.readLong(), in.readLong()));
    }

    private static void write(Looked looked, DataOutputStream out) throws IOException {
        out.writeInt(looked.known().size());
        for (ReadFiles.Entry entry : looked.known()) {
            write(entry.file(), out);
            write(entry.digest(), out);
        }
        out.writeInt(looked.waiting().size());
        for (FileSplit split : looked.waiting()) {
            write(split, out);
        }
    }

    private static Looked looked(DataInputStream in) throws IOException {
        List<ReadFiles.Entry> known = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            known.add(new ReadFiles.Entry(file(in), text(in)));
        }
        List<FileSplit> waiting = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            waiting.add(split(in));
        }
        return new Looked(known, waiting);
    }

    private static void write(FoundFile file, DataOutputStream out) throws IOException {
        write(file.path(), out);
        write(file.name(), out);
        out.writeLong(file.size());
        out.writeLong(file.modified());
    }

    private static FoundFile file(DataInputStream in) throws IOException {
        return new FoundFile(text(in), text(in), in.readLong(), in.readLong());
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}

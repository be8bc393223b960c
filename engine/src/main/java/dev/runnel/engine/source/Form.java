package dev.runnel.engine.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How values stand in checkpoints. A form that changes gets the next version; one that is read in another version than its
 * own is refused. Immutable and thread safe.
 *
 * @param what of the values, in the plural, for messages
 * @param version from 1
 */
public record Form<T>(String what, int version, Writing<T> writing, Reading<T> reading)
        implements SimpleVersionedSerializer<T> {
    private static final int USUAL_BYTES = 256;

    /** Writes a value. */
    @FunctionalInterface
    public interface Writing<T> {
        void write(T value, DataOutputView out) throws IOException;
    }

    /** Reads what was written. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(DataInputView in) throws IOException;
    }

    @Override
    public int getVersion() {
        return version;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(USUAL_BYTES);
        writing.write(value, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public T deserialize(int written, byte[] bytes) throws IOException {
        check(written);
        return reading.read(new DataInputDeserializer(bytes));
    }

    /** Writes a value with the version before it, as a part of another one. */
    public void write(T value, DataOutputView out) throws IOException {
        out.writeInt(version);
        writing.write(value, out);
    }

    /** Reads what {@link #write} wrote. */
    public T read(DataInputView in) throws IOException {
        check(in.readInt());
        return reading.read(in);
    }

    /** Values one after the other, with their number before them. */
    public static <T> void list(Collection<T> values, Writing<T> writing, DataOutputView out) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writing.write(value, out);
        }
    }

    /** Reads what {@link #list(Collection, Writing, DataOutputView)} wrote. */
    public static <T> List<T> list(Reading<T> reading, DataInputView in) throws IOException {
        List<T> values = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            values.add(reading.read(in));
        }
        return values;
    }

    private void check(int written) throws IOException {
        if (written != version) {
            throw new IOException(
                    "the checkpoint has " + what + " in form " + written + ", and this version of Runnel reads form "
                            + version
                            + "; let the version that wrote it read the source to its end, or remove the job's folder of"
                            + " checkpoints, and the source is read from its beginning");
        }
    }
}

package dev.runnel.engine.sequence;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/** How positions stand in checkpoints: as Java serialises them. */
final class SerializedForm<T extends Serializable> implements SimpleVersionedSerializer<T> {
    private static final int VERSION = 1;

    private final ClassLoader classes;

    /** @param classes where the positions' class is found, which may be a plugin's */
    SerializedForm(ClassLoader classes) {
        this.classes = classes;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
        return InstantiationUtil.serializeObject(value);
    }

    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("the checkpoint has a position in form " + version + "; this reads " + VERSION);
        }
        try {
            return InstantiationUtil.deserializeObject(bytes, classes);
        } catch (ClassNotFoundException e) {
            throw new IOException("the position was written by another version of the source: " + e.getMessage(), e);
        }
    }
}

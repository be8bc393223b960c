package dev.runnel.connectors.jdbc.pull;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/** How splits, and what is remembered of reads, stand in checkpoints: as Java serialises them. */
final class TableForm<T extends Serializable> implements SimpleVersionedSerializer<T> {
    private static final int VERSION = 1;

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
            throw new IOException("the checkpoint has tables in form " + version + "; this version reads " + VERSION);
        }
        try {
            return InstantiationUtil.deserializeObject(bytes, TableForm.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException("the checkpoint was written by another version of Runnel: " + e.getMessage(), e);
        }
    }
}

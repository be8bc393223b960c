package dev.runnel.connectors.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A file's length as eight bytes. */
final class LengthSerializer implements SimpleVersionedSerializer<Long> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Long length) {
        return ByteBuffer.allocate(Long.BYTES).putLong(length).array();
    }

    @Override
    public Long deserialize(int version, byte[] bytes) throws IOException {
        if (version != 1 || bytes.length != Long.BYTES) {
            throw new IOException("the state of a csv destination was written by a newer version of Runnel");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }
}

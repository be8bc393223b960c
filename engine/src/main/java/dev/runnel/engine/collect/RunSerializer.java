package dev.runnel.engine.collect;

import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The run of a writer as a checkpoint keeps it. */
final class RunSerializer implements SimpleVersionedSerializer<Long> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Long run) {
        return ByteBuffer.allocate(Long.BYTES).putLong(run).array();
    }

    @Override
    public Long deserialize(int version, byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}

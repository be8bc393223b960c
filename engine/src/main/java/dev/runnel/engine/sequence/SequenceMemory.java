package dev.runnel.engine.sequence;

import dev.runnel.engine.source.Rounds;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where a sequence that ends remembers how far it was read when it had.
 *
 * @param rounds null where it is read once
 */
record SequenceMemory(@Nullable Rounds rounds, SimpleVersionedSerializer<Sequence> form) {

    /** Says how far all of it goes; durable when it returns. */
    void keep(Sequence end) throws IOException {
        if (rounds != null) {
            rounds.draft(SimpleVersionedSerialization.writeVersionAndSerialize(form, end));
        }
    }

    /** What an earlier reading kept. */
    static Sequence read(SimpleVersionedSerializer<Sequence> form, byte[] kept) throws IOException {
        return SimpleVersionedSerialization.readVersionAndDeSerialize(form, kept);
    }
}

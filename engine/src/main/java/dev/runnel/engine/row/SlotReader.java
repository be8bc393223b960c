package dev.runnel.engine.row;

import dev.runnel.core.codec.DecodedRecord;
import org.jspecify.annotations.Nullable;

/** Takes one field out of a decoded record in the form that Flink's rows hold. Not thread safe. */
@FunctionalInterface
public interface SlotReader {

    /**
     * @param bytes the array that was decoded. Text in it is referred to, not copied, so it must not change afterwards.
     * @return the value, valid for as long as {@code bytes} are; null when the field is
     */
    @Nullable
    Object read(DecodedRecord record, byte[] bytes);
}

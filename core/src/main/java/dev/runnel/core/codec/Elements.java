package dev.runnel.core.codec;

import org.jspecify.annotations.Nullable;

/** Single values inside lists and mappings: they pass through the record's element slot and are boxed at once. */
final class Elements {
    /** Given for a value that does not fit, after reporting it. */
    static final Object BROKEN = new Object();

    private Elements() {}

    /** Reads the value at the cursor: boxed, null for {@code null}, or {@link #BROKEN}. */
    static @Nullable Object read(ValueReader reader, JsonCursor in, DecodedRecord into) throws Refusal {
        if (in.peek() == 'n') {
            in.readWord("null");
            return null;
        }
        int mark = into.work.scratch.size();
        int slot = into.elementSlot();
        Object value = reader.read(in, into, slot) ? reader.boxed(into, slot) : BROKEN;
        into.work.scratch.release(mark);
        return value;
    }
}

package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/** Reads JSON values of one type. Immutable; what changes is in the cursor and the record. */
abstract class ValueReader {
    /** Which of a slot's places holds the value. */
    enum Storage {
        NUMBER,
        /** The number is the bits of a double. */
        FLOATING,
        TEXT,
        OBJECT
    }

    abstract Storage storage();

    /**
     * Reads the value that begins at the cursor, which is not {@code null}, into a slot.
     *
     * @return false, after saying why in the record's violations, when it is no value of the type; it is passed over
     */
    abstract boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal;

    /** The slot's value as an object, as {@link DecodedRecord} describes it. */
    abstract Object boxed(DecodedRecord record, int slot);

    /**
     * Passes over a value that does not fit and reports it.
     *
     * @param start where it begins
     * @param expected what would be right, fit to follow "expected"
     */
    static boolean misfit(Reason reason, String expected, JsonCursor in, int start, DecodedRecord into, int slot)
            throws Refusal {
        in.at = start;
        in.skipValue();
        String found = into.excerpt(in.bytes, start, in.at);
        into.report(reason, into.pathOf(slot), "expected " + expected + ", found " + found, start - in.base);
        return false;
    }
}

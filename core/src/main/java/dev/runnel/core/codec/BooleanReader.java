package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/** {@code true} and {@code false}, as 1 and 0. */
final class BooleanReader extends ValueReader {
    @Override
    Storage storage() {
        return Storage.NUMBER;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        byte first = in.at < in.end ? in.bytes[in.at] : JsonCursor.END;
        if (first == 't') {
            in.readWord("true");
            into.numbers[slot] = 1;
            return true;
        }
        if (first == 'f') {
            in.readWord("false");
            into.numbers[slot] = 0;
            return true;
        }
        return misfit(Reason.TYPE, "true or false", in, in.at, into, slot);
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return record.number(slot) == 1;
    }
}

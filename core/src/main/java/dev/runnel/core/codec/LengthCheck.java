package dev.runnel.core.codec;

import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Violation.Reason;
import java.util.Collection;
import java.util.Map;

/** A string has so many code points, or bytes, a list or a mapping so many elements. */
final class LengthCheck extends ConstraintCheck {
    private final boolean text;
    private final boolean bytes;
    private final int limit;
    private final boolean least;

    private LengthCheck(Type type, int limit, boolean least) {
        super(Reason.LENGTH, (least ? "at least " : "at most ") + limit + " " + unit(type));
        this.text = type == Type.Primitive.STRING;
        this.bytes = type == Type.Primitive.BYTES;
        this.limit = limit;
        this.least = least;
    }

    static LengthCheck of(Type type, int limit, boolean least) {
        return new LengthCheck(type, limit, least);
    }

    static boolean fits(Type type) {
        return type == Type.Primitive.STRING
                || type == Type.Primitive.BYTES
                || type instanceof Type.ListOf
                || type instanceof Type.MapOf;
    }

    private static String unit(Type type) {
        if (type == Type.Primitive.STRING) {
            return "characters";
        }
        return type == Type.Primitive.BYTES ? "bytes" : "elements";
    }

    @Override
    boolean holds(DecodedRecord record, int slot) {
        int length = length(record, slot);
        return least ? length >= limit : length <= limit;
    }

    private int length(DecodedRecord record, int slot) {
        if (text) {
            return Utf8.codePoints(record.buffer(slot), record.starts[slot], record.lengths[slot]);
        }
        if (bytes) {
            return record.lengths[slot];
        }
        return record.objects[slot] instanceof Map<?, ?> map
                ? map.size()
                : ((Collection<?>) record.objects[slot]).size();
    }
}

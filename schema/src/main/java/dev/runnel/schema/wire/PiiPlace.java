package dev.runnel.schema.wire;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import org.jspecify.annotations.Nullable;

/**
 * What the contract says of the value that stands somewhere in a record whose fields stand under their own names.
 *
 * @param type null where the contract looks for nothing
 * @param pii what is done to the value; null when it is no personal data itself
 */
record PiiPlace(@Nullable Type type, @Nullable Pii pii) {
    private static final PiiPlace NOTHING = new PiiPlace(null, null);

    /** The member of an object that stands here. */
    PiiPlace member(String name) {
        if (type instanceof RecordType row) {
            return row.field(name).map(PiiPlace::of).orElse(NOTHING);
        }
        return type instanceof Type.MapOf map ? new PiiPlace(map.value(), pii) : NOTHING;
    }

    /** Each element of a list that stands here. */
    PiiPlace element() {
        return type instanceof Type.ListOf list ? new PiiPlace(list.element(), pii) : NOTHING;
    }

    boolean isObject() {
        return type instanceof RecordType || type instanceof Type.MapOf;
    }

    boolean isList() {
        return type instanceof Type.ListOf;
    }

    boolean isText() {
        return pii != null && type == Type.Primitive.STRING;
    }

    /** Whether personal data stand here or below. */
    boolean holds() {
        return pii != null || type != null && holds(type);
    }

    /** Whether values of a type hold personal data. */
    static boolean holds(Type type) {
        if (type instanceof Type.ListOf list) {
            return holds(list.element());
        }
        if (type instanceof Type.MapOf map) {
            return holds(map.value());
        }
        return type instanceof RecordType row
                && row.fields().stream().anyMatch(f -> f.pii().isPresent() || holds(f.type()));
    }

    private static PiiPlace of(Field field) {
        return new PiiPlace(field.type(), field.pii().orElse(null));
    }
}

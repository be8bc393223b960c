package dev.runnel.schema.wire;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the contract says of the value that stands somewhere in a record whose fields stand under their own names.
 *
 * @param type null where the contract looks for nothing
 * @param pii what is done to the value; null when it is no personal data itself
 * @param name dotted, of the field; of no use inside of lists and mappings
 * @param inJson what takes personal data out of the JSON of a field, by its dotted name
 */
record PiiPlace(@Nullable Type type, @Nullable Pii pii, String name, Map<String, Redactor> inJson) {
    private static final PiiPlace NOTHING = new PiiPlace(null, null, "", Map.of());

    /** The member of an object that stands here. */
    PiiPlace member(String member) {
        if (type instanceof RecordType row) {
            return row.field(member).map(this::below).orElse(NOTHING);
        }
        return type instanceof Type.MapOf map ? new PiiPlace(map.value(), pii, "", Map.of()) : NOTHING;
    }

    /** Each element of a list that stands here. */
    PiiPlace element() {
        return type instanceof Type.ListOf list ? new PiiPlace(list.element(), pii, "", Map.of()) : NOTHING;
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
        return pii != null || type != null && holds(type) || holdsJson();
    }

    private boolean holdsJson() {
        return inJson.keySet().stream().anyMatch(field -> field.equals(name) || field.startsWith(prefix()));
    }

    /** What takes personal data out of the JSON text that stands here; null when there are none. */
    @Nullable
    Redactor json() {
        return pii == null ? inJson.get(name) : null;
    }

    private String prefix() {
        return name.isEmpty() ? "" : name + ".";
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

    private PiiPlace below(Field field) {
        return new PiiPlace(field.type(), field.pii().orElse(null), prefix() + field.name(), inJson);
    }
}

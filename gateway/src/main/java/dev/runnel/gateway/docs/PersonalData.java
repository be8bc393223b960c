package dev.runnel.gateway.docs;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Says in a contract's JSON Schema what becomes of personal data: in words, and as {@code x-pii} for programs. */
final class PersonalData {
    private PersonalData() {}

    static void mark(JsonObject schema, Contract contract) {
        row(schema, contract.type(), schema);
    }

    /** @param root where paths begin: the record, or the element of a list or mapping */
    private static void row(JsonObject schema, RecordType type, JsonObject root) {
        for (Field field : type.fields()) {
            JsonObject place =
                    field.path().isPresent() ? at(root, field.path().get().split("\\.")) : at(schema, field.name());
            if (place != null) {
                field.pii().ifPresent(pii -> mark(place, pii));
                value(place, field.type(), root);
            }
        }
    }

    private static void value(JsonObject schema, Type type, JsonObject root) {
        if (type instanceof RecordType row) {
            row(schema, row, root);
        } else if (type instanceof Type.ListOf list) {
            element(schema.getValue("items"), list.element());
        } else if (type instanceof Type.MapOf map) {
            element(schema.getValue("additionalProperties"), map.value());
        }
    }

    private static void element(@Nullable Object schema, Type type) {
        if (schema instanceof JsonObject element) {
            value(element, type, element);
        }
    }

    private static @Nullable JsonObject at(JsonObject schema, String... names) {
        JsonObject place = schema;
        for (String name : names) {
            JsonObject properties = place.getJsonObject("properties");
            place = properties == null ? null : properties.getJsonObject(name);
            if (place == null) {
                return null;
            }
        }
        return place;
    }

    private static void mark(JsonObject schema, Pii pii) {
        String said = schema.getString("description", "");
        String becomes =
                switch (pii) {
                    case HASH -> "Personal data: only a keyed hash of it is written.";
                    case MASK -> "Personal data: it is masked before it is written.";
                    case DROP -> "Personal data: checked, and not written.";
                };
        schema.put("x-pii", pii.id()).put("description", said.isEmpty() ? becomes : said + "\n\n" + becomes);
    }
}

package dev.runnel.gateway.registry;

import dev.runnel.schema.SchemaType;
import dev.runnel.schema.registry.Entry;
import dev.runnel.schema.registry.SchemaText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The shapes of the registry's answers. */
final class RegistryAnswers {
    private RegistryAnswers() {}

    /** The schema with its type, which is left out for Avro, and its references, left out where there are none. */
    static JsonObject schema(SchemaText schema) {
        JsonObject json = new JsonObject();
        if (schema.type() != SchemaType.AVRO) {
            json.put("schemaType", schema.type().name());
        }
        if (!schema.references().isEmpty()) {
            JsonArray references = new JsonArray();
            schema.references()
                    .forEach(r -> references.add(new JsonObject()
                            .put("name", r.name())
                            .put("subject", r.subject())
                            .put("version", r.version())));
            json.put("references", references);
        }
        return json.put("schema", schema.text());
    }

    static JsonObject version(Entry.Version version) {
        return new JsonObject()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .mergeIn(schema(version.schema()));
    }

    static JsonArray places(List<Entry.Version> versions) {
        JsonArray places = new JsonArray();
        versions.forEach(
                v -> places.add(new JsonObject().put("subject", v.subject()).put("version", v.version())));
        return places;
    }

    static JsonArray numbers(List<Entry.Version> versions) {
        JsonArray numbers = new JsonArray();
        versions.forEach(v -> numbers.add(v.version()));
        return numbers;
    }

    static JsonObject one(String name, Object value) {
        return new JsonObject().put(name, value);
    }
}

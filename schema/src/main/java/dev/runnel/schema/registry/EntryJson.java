package dev.runnel.schema.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runnel.core.json.JsonText;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.compatibility.CompatibilityLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries as keys and values of a compacted topic, in the manner of Confluent's {@code _schemas}: JSON keys that name
 * what changes, JSON values, no value where it is gone.
 */
public final class EntryJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryJson() {}

    /** The record's key. */
    public static byte[] key(Entry entry) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        if (entry instanceof Entry.Version v) {
            versionKey(key, v.subject(), v.version());
        } else if (entry instanceof Entry.Gone g) {
            versionKey(key, g.subject(), g.version());
        } else if (entry instanceof Entry.Level l) {
            key.put("keytype", "CONFIG");
            key.put("subject", l.subject().orElse(null));
        } else if (entry instanceof Entry.Mode m) {
            key.put("keytype", "MODE");
            key.put("subject", m.subject().orElse(null));
        } else {
            key.put("keytype", "HIGHEST_ID");
        }
        return bytes(key);
    }

    private static void versionKey(Map<String, @Nullable Object> key, String subject, int version) {
        key.put("keytype", "SCHEMA");
        key.put("subject", subject);
        key.put("version", version);
    }

    /** The record's value; null for a tombstone. */
    public static byte @Nullable [] value(Entry entry) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        if (entry instanceof Entry.Version v) {
            value.put("subject", v.subject());
            value.put("version", v.version());
            value.put("id", v.id());
            value.put("schemaType", v.schema().type().name());
            value.put("references", references(v.schema().references()));
            value.put("schema", v.schema().text());
            value.put("deleted", v.deleted());
        } else if (entry instanceof Entry.Level l && l.level().isPresent()) {
            value.put("compatibilityLevel", l.level().get().name());
        } else if (entry instanceof Entry.Mode m && m.mode().isPresent()) {
            value.put("mode", m.mode().get().name());
        } else if (entry instanceof Entry.Highest h) {
            value.put("id", h.id());
        } else {
            return null;
        }
        return bytes(value);
    }

    /** References as lists and maps for JSON. */
    public static List<Map<String, Object>> references(List<SchemaText.Reference> references) {
        return references.stream()
                .<Map<String, Object>>map(r -> Map.of("name", r.name(), "subject", r.subject(), "version", r.version()))
                .toList();
    }

    private static byte[] bytes(Map<String, @Nullable Object> json) {
        return JsonText.of(json).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The entry that a record holds; empty for kinds that are not known.
     *
     * @throws IllegalArgumentException when it is no record of a registry
     */
    public static Optional<Entry> read(byte[] keyBytes, byte @Nullable [] valueBytes) {
        try {
            JsonNode key = JSON.readTree(keyBytes);
            JsonNode value = valueBytes == null ? null : JSON.readTree(valueBytes);
            Optional<String> subject = Optional.ofNullable(key.path("subject").textValue());
            return switch (key.path("keytype").asText()) {
                case "SCHEMA" -> Optional.of(version(key, value));
                case "CONFIG" ->
                    Optional.of(new Entry.Level(
                            subject,
                            Optional.ofNullable(value)
                                    .flatMap(v -> CompatibilityLevel.of(
                                            v.path("compatibilityLevel").asText()))));
                case "MODE" ->
                    Optional.of(new Entry.Mode(
                            subject,
                            Optional.ofNullable(value)
                                    .flatMap(v -> RegistryMode.of(v.path("mode").asText()))));
                case "HIGHEST_ID" ->
                    Optional.ofNullable(value)
                            .map(v -> new Entry.Highest(v.path("id").asInt()));
                default -> Optional.empty();
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("no record of a registry: " + e.getMessage(), e);
        }
    }

    private static Entry version(JsonNode key, @Nullable JsonNode value) {
        String subject = key.path("subject").asText();
        int version = key.path("version").asInt();
        if (value == null || !value.isObject()) {
            return new Entry.Gone(subject, version);
        }
        SchemaType type = SchemaType.of(value.path("schemaType").asText(SchemaType.AVRO.name()))
                .orElseThrow(() -> new IllegalArgumentException("an unknown schema type: " + value.path("schemaType")));
        SchemaText schema = new SchemaText(type, value.path("schema").asText(), references(value.path("references")));
        return new Entry.Version(
                subject,
                version,
                value.path("id").asInt(),
                schema,
                value.path("deleted").asBoolean());
    }

    /** The references in a JSON list. */
    static List<SchemaText.Reference> references(JsonNode list) {
        List<SchemaText.Reference> references = new ArrayList<>();
        list.forEach(r -> references.add(new SchemaText.Reference(
                r.path("name").asText(),
                r.path("subject").asText(),
                r.path("version").asInt())));
        return references;
    }

    /** A JSON object's text as a tree. */
    static JsonNode tree(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }
}

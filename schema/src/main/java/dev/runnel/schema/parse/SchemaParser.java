package dev.runnel.schema.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.runnel.schema.SchemaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads schema texts. Thread safe. */
public final class SchemaParser {
    /** Brackets inside one another; deeper texts are refused. */
    public static final int MAX_DEPTH = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SchemaParser() {}

    /** A schema that another one refers to by a name. */
    public record Named(String name, String text) {}

    /**
     * Reads a schema.
     *
     * @param references what it refers to, those without references of their own first
     * @throws InvalidSchemaException when the text is none
     */
    public static ParsedSchema parse(SchemaType type, String text, List<Named> references)
            throws InvalidSchemaException {
        return switch (type) {
            case AVRO -> avro(text, references);
            case JSON -> json(text, references);
            case PROTOBUF -> ProtoFiles.parse(text, references);
        };
    }

    private static ParsedSchema.Avro avro(String text, List<Named> references) throws InvalidSchemaException {
        Schema.Parser parser = new Schema.Parser();
        for (Named reference : references) {
            tree(reference.text());
            avro(parser, reference.text());
        }
        String sorted = sorted(tree(text));
        return new ParsedSchema.Avro(avro(parser, text), sorted);
    }

    private static Schema avro(Schema.Parser parser, String text) throws InvalidSchemaException {
        try {
            return parser.parse(text);
        } catch (AvroRuntimeException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            // the last three: the library's own slips on texts that are JSON and no schema
            throw new InvalidSchemaException("no Avro schema: " + e.getMessage(), e);
        }
    }

    private static ParsedSchema.Json json(String text, List<Named> references) throws InvalidSchemaException {
        JsonNode schema = tree(text);
        JsonSchemaForm.check(schema);
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (Named reference : references) {
            others.put(reference.name(), tree(reference.text()));
        }
        return new ParsedSchema.Json(schema, sorted(schema), others);
    }

    private static JsonNode tree(String text) throws InvalidSchemaException {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new InvalidSchemaException("the schema is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new InvalidSchemaException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String sorted(JsonNode tree) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(tree, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }
}

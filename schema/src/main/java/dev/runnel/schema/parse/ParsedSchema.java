package dev.runnel.schema.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.runnel.schema.SchemaType;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A schema that its format's library understands. Immutable. */
public sealed interface ParsedSchema {

    SchemaType type();

    /** Its text without white space or, for Protobuf, comments: two texts with the same one are the same schema. */
    String canonical();

    /** The same for schemas that differ only in the order of keys (Avro, JSON). */
    String normalized();

    /** @param schema the type that the text ends in */
    record Avro(Schema schema, String normalized) implements ParsedSchema {
        @Override
        public SchemaType type() {
            return SchemaType.AVRO;
        }

        @Override
        public String canonical() {
            return schema.toString();
        }
    }

    /** @param references the documents that it may refer to, by name */
    record Json(JsonNode schema, String normalized, Map<String, JsonNode> references) implements ParsedSchema {
        public Json {
            references = Map.copyOf(references);
        }

        @Override
        public SchemaType type() {
            return SchemaType.JSON;
        }

        @Override
        public String canonical() {
            return schema.toString();
        }
    }

    /** One file. */
    record Protobuf(FileDescriptor file, String canonical) implements ParsedSchema {
        @Override
        public SchemaType type() {
            return SchemaType.PROTOBUF;
        }

        @Override
        public String normalized() {
            return canonical;
        }

        /** Its messages at the top, in the order of the file. */
        public List<Descriptor> messages() {
            return file.getMessageTypes();
        }
    }
}

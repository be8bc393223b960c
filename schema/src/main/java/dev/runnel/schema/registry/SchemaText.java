package dev.runnel.schema.registry;

import dev.runnel.schema.SchemaType;
import java.util.List;

/** A schema as it is registered: its text and what that refers to. */
public record SchemaText(SchemaType type, String text, List<Reference> references) {
    public SchemaText {
        references = List.copyOf(references);
    }

    /** A schema that stands alone. */
    public SchemaText(SchemaType type, String text) {
        this(type, text, List.of());
    }

    /**
     * A version of a subject by the name that the text uses for it.
     *
     * @param name a full name (Avro), an import (Protobuf) or a {@code $ref} (JSON Schema)
     */
    public record Reference(String name, String subject, int version) {}
}

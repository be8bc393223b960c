package dev.runnel.schema;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of schema that a registry keeps, by their names in its interface. */
public enum SchemaType {
    AVRO,
    JSON,
    PROTOBUF;

    /** By its name; AVRO where none is given. */
    public static Optional<SchemaType> of(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}

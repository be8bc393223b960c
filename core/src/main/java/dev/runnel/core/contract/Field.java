package dev.runnel.core.contract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One field of a contract.
 *
 * @param required whether a record without it (or with null) is invalid
 * @param constraints what its values must satisfy, beyond the type
 * @param path dotted path in the source record where the value is found, when it is not at {@code name}
 * @param fallback the JSON text of the value used when the field is absent or null
 * @param timeFormat how a timestamp is written in the source record
 * @param description for documents and the dashboard; may be empty
 * @param pii what is done to its values before anything is written, when they are personal data
 */
public record Field(
        String name,
        Type type,
        boolean required,
        List<Constraint> constraints,
        Optional<String> path,
        Optional<String> fallback,
        TimeFormat timeFormat,
        String description,
        Optional<Pii> pii) {
    public Field {
        Objects.requireNonNull(type);
        constraints = List.copyOf(constraints);
    }

    /** A field whose values are no personal data. */
    public Field(
            String name,
            Type type,
            boolean required,
            List<Constraint> constraints,
            Optional<String> path,
            Optional<String> fallback,
            TimeFormat timeFormat,
            String description) {
        this(name, type, required, constraints, path, fallback, timeFormat, description, Optional.empty());
    }

    /** The same field, its values being personal data. */
    public Field withPii(Pii treatment) {
        return new Field(
                name, type, required, constraints, path, fallback, timeFormat, description, Optional.of(treatment));
    }

    /** The same field found at its own name, with another type. */
    public Field plain(Type newType) {
        return new Field(
                name, newType, required, constraints, Optional.empty(), fallback, timeFormat, description, pii);
    }

    /** A field with nothing but a name and a type. */
    public static Field of(String name, Type type, boolean required) {
        return new Field(name, type, required, List.of(), Optional.empty(), Optional.empty(), TimeFormat.ISO, "");
    }
}

package dev.runnel.schema.registry;

import dev.runnel.schema.compatibility.CompatibilityLevel;
import java.util.Optional;

/** One change of a registry; all of them in order are its content. A later entry of the same key replaces an earlier. */
public sealed interface Entry {

    /** A version of a subject, there or softly deleted. */
    record Version(String subject, int version, int id, SchemaText schema, boolean deleted) implements Entry {
        Version withDeleted(boolean now) {
            return new Version(subject, version, id, schema, now);
        }
    }

    /** A version is gone for good. */
    record Gone(String subject, int version) implements Entry {}

    /** The level of a subject or of all; empty where there is none of its own any more. */
    record Level(Optional<String> subject, Optional<CompatibilityLevel> level) implements Entry {}

    /** The mode of a subject or of all; empty where there is none of its own any more. */
    record Mode(Optional<String> subject, Optional<RegistryMode> mode) implements Entry {}

    /** Ids up to this one have been given, though the schemas may be gone. */
    record Highest(int id) implements Entry {}
}

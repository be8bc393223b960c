package dev.runnel.schema.registry;

import java.util.Arrays;
import java.util.Optional;

/** Whether a subject takes new versions. */
public enum RegistryMode {
    READWRITE,
    READONLY,
    /** As READONLY, and for every subject, whatever its own mode. */
    READONLY_OVERRIDE,
    /** New versions bring their own ids and version numbers. */
    IMPORT;

    public static Optional<RegistryMode> of(String name) {
        return Arrays.stream(values()).filter(m -> m.name().equals(name)).findFirst();
    }
}

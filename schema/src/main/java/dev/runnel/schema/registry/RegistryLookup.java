package dev.runnel.schema.registry;

import dev.runnel.schema.compatibility.CompatibilityLevel;
import java.util.List;
import java.util.Optional;

/** What a registry answers to those who only ask. */
public final class RegistryLookup {
    /** The number that stands for the newest version. */
    public static final int LATEST = -1;

    private RegistryLookup() {}

    /** A subject's versions in order. */
    public static List<Entry.Version> subject(RegistryState state, String subject, boolean withDeleted)
            throws RegistryException {
        List<Entry.Version> versions = state.versions(subject, withDeleted);
        if (versions.isEmpty()) {
            throw noSubject(subject);
        }
        return versions;
    }

    /** One version; {@link #LATEST} is the newest. */
    public static Entry.Version version(RegistryState state, String subject, int number, boolean withDeleted)
            throws RegistryException {
        List<Entry.Version> versions = subject(state, subject, withDeleted);
        if (number == LATEST) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(v -> v.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryError.VERSION_NOT_FOUND.because("Version " + number + " not found."));
    }

    /** The schema of an id. */
    public static SchemaText schema(RegistryState state, int id) throws RegistryException {
        return state.byId(id).stream()
                .map(Entry.Version::schema)
                .findFirst()
                .orElseThrow(() -> RegistryError.SCHEMA_NOT_FOUND.because("Schema " + id + " not found"));
    }

    /** The level of a subject, its own or, where that is asked for, the one that counts. */
    public static CompatibilityLevel level(RegistryState state, Optional<String> subject, boolean orGlobal)
            throws RegistryException {
        if (subject.isPresent() && !orGlobal && state.level(subject).isEmpty()) {
            throw noLevel(subject.get());
        }
        return state.effectiveLevel(subject);
    }

    /** The mode of a subject, its own or, where that is asked for, the one that counts. */
    public static RegistryMode mode(RegistryState state, Optional<String> subject, boolean orGlobal)
            throws RegistryException {
        if (subject.isPresent() && !orGlobal && state.mode(subject).isEmpty()) {
            throw noMode(subject.get());
        }
        return state.effectiveMode(subject);
    }

    static RegistryException noSubject(String subject) {
        return RegistryError.SUBJECT_NOT_FOUND.because("Subject '" + subject + "' not found.");
    }

    static RegistryException noLevel(String subject) {
        return RegistryError.NO_SUBJECT_CONFIG.because(
                "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryException noMode(String subject) {
        return RegistryError.NO_SUBJECT_MODE.because(
                "Subject '" + subject + "' does not have subject-level mode configured");
    }
}

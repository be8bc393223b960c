package dev.runnel.schema.registry;

import dev.runnel.schema.compatibility.Compatibility;
import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.parse.ParsedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a registry answers to those who want to change it: the answer, and the entries that make it true. */
public final class RegistryRules {
    /** Versions in a registry; more are refused. */
    static final int MOST_VERSIONS = 20_000;

    private RegistryRules() {}

    /** An answer, and what has to be written before it is given. */
    public record Decision<T>(T answer, List<Entry> entries) {
        public Decision {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A wish to register.
     *
     * @param normalize whether schemas that differ in the order of keys only are the same
     * @param id and {@code version} are the schema's own, for imports
     */
    public record Wish(SchemaText schema, boolean normalize, Optional<Integer> id, Optional<Integer> version) {}

    /** Registers: the id, the same for the same schema. */
    public static Decision<Integer> register(RegistryState state, String subject, Wish wish) throws RegistryException {
        RegistryMode mode = checkWritable(state, subject);
        if (mode != RegistryMode.IMPORT && wish.id().isPresent()) {
            throw RegistryError.NOT_PERMITTED.because("Subject '" + subject + "' is not in import mode");
        }
        Read read = read(state, wish.schema(), wish.normalize());
        SchemaText schema = read.schema();
        ParsedSchema meaning = read.meaning();
        List<Entry.Version> versions = state.versions(subject, false);
        for (Entry.Version version : versions) {
            if (state.isSame(version, schema, meaning)) {
                return new Decision<>(version.id(), List.of());
            }
        }
        if (mode != RegistryMode.IMPORT) {
            checkCompatible(state, subject, meaning, versions);
        }
        if (state.size() >= MOST_VERSIONS) {
            throw RegistryError.NOT_PERMITTED.because("the registry is full: it has " + MOST_VERSIONS + " versions");
        }
        int next = state.versions(subject, true).stream()
                        .mapToInt(Entry.Version::version)
                        .max()
                        .orElse(0)
                + 1;
        int id = wish.id().orElseGet(() -> state.idOf(schema, meaning).orElse(state.highestId() + 1));
        Entry.Version version = new Entry.Version(subject, wish.version().orElse(next), id, schema, false);
        return new Decision<>(id, List.of(version));
    }

    /** A schema and what it means. */
    private record Read(SchemaText schema, ParsedSchema meaning) {}

    private static Read read(RegistryState state, SchemaText schema, boolean normalize) throws RegistryException {
        ParsedSchema meaning = state.parse(schema);
        if (!normalize || meaning instanceof ParsedSchema.Protobuf) {
            return new Read(schema, meaning);
        }
        SchemaText normal = new SchemaText(schema.type(), meaning.normalized(), schema.references());
        return new Read(normal, state.parse(normal));
    }

    private static RegistryMode checkWritable(RegistryState state, String subject) throws RegistryException {
        RegistryMode mode = state.effectiveMode(Optional.of(subject));
        if (mode == RegistryMode.READONLY || mode == RegistryMode.READONLY_OVERRIDE) {
            throw RegistryError.NOT_PERMITTED.because("Subject " + subject + " is in read-only mode");
        }
        return mode;
    }

    private static void checkCompatible(
            RegistryState state, String subject, ParsedSchema next, List<Entry.Version> earlier)
            throws RegistryException {
        CompatibilityLevel level = state.effectiveLevel(Optional.of(subject));
        List<String> problems = Compatibility.problems(level, next, meanings(state, earlier));
        if (!problems.isEmpty()) {
            throw RegistryError.INCOMPATIBLE.because("Schema being registered is incompatible with an earlier schema"
                    + " for subject \"" + subject + "\" (" + level + "): " + String.join("; ", problems));
        }
    }

    private static List<ParsedSchema> meanings(RegistryState state, List<Entry.Version> versions) {
        return versions.stream().flatMap(v -> state.meaningOf(v).stream()).toList();
    }

    /** The version of a subject that has this schema. */
    public static Entry.Version find(
            RegistryState state, String subject, SchemaText schema, boolean normalize, boolean withDeleted)
            throws RegistryException {
        List<Entry.Version> versions = RegistryLookup.subject(state, subject, withDeleted);
        Read wanted = read(state, schema, normalize);
        return versions.stream()
                .filter(v -> state.isSame(v, wanted.schema(), wanted.meaning()))
                .reduce((first, second) -> second)
                .orElseThrow(() -> RegistryError.SCHEMA_NOT_FOUND.because("Schema not found"));
    }

    /**
     * What stands against registering this schema under the subject's level.
     *
     * @param version to be compared with alone; empty for those that the level names
     */
    public static List<String> problems(
            RegistryState state, String subject, Optional<Integer> version, SchemaText schema)
            throws RegistryException {
        ParsedSchema meaning = state.parse(schema);
        List<Entry.Version> earlier = version.isPresent()
                ? List.of(RegistryLookup.version(state, subject, version.get(), false))
                : state.versions(subject, false);
        return Compatibility.problems(state.effectiveLevel(Optional.of(subject)), meaning, meanings(state, earlier));
    }

    /** Deletes a subject, softly first and then for good: the numbers of its versions. */
    public static Decision<List<Integer>> deleteSubject(RegistryState state, String subject, boolean permanent)
            throws RegistryException {
        checkWritable(state, subject);
        List<Entry.Version> all = state.versions(subject, true);
        List<Entry.Version> live = state.versions(subject, false);
        if (all.isEmpty()) {
            throw RegistryLookup.noSubject(subject);
        }
        if (permanent && !live.isEmpty()) {
            throw RegistryError.SUBJECT_NOT_SOFT_DELETED.because(
                    "Subject '" + subject + "' was not deleted first before being permanently deleted");
        }
        if (!permanent && live.isEmpty()) {
            throw RegistryError.SUBJECT_SOFT_DELETED.because(
                    "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
        }
        List<Entry.Version> deleted = permanent ? all : live;
        for (Entry.Version version : deleted) {
            checkUnreferred(state, version);
        }
        return new Decision<>(
                deleted.stream().map(Entry.Version::version).toList(), removal(state, deleted, permanent));
    }

    /** Deletes a version, softly first and then for good: its number. */
    public static Decision<Integer> deleteVersion(RegistryState state, String subject, int number, boolean permanent)
            throws RegistryException {
        checkWritable(state, subject);
        Entry.Version version = RegistryLookup.version(state, subject, number, true);
        if (permanent && !version.deleted()) {
            throw RegistryError.VERSION_NOT_SOFT_DELETED.because("Subject '" + subject + "' Version "
                    + version.version() + " was not deleted first before being permanently deleted");
        }
        if (!permanent && version.deleted()) {
            throw RegistryError.VERSION_SOFT_DELETED.because("Subject '" + subject + "' Version " + version.version()
                    + " was soft deleted. Set permanent=true to delete permanently");
        }
        checkUnreferred(state, version);
        return new Decision<>(version.version(), removal(state, List.of(version), permanent));
    }

    private static void checkUnreferred(RegistryState state, Entry.Version version) throws RegistryException {
        if (!state.referring(version.subject(), version.version()).isEmpty()) {
            throw RegistryError.REFERENCE_EXISTS.because("One or more references exist to the schema {subject="
                    + version.subject() + ",version=" + version.version() + "}");
        }
    }

    private static List<Entry> removal(RegistryState state, List<Entry.Version> versions, boolean permanent) {
        List<Entry> entries = new ArrayList<>();
        if (permanent) {
            entries.add(new Entry.Highest(state.highestId()));
            versions.forEach(v -> entries.add(new Entry.Gone(v.subject(), v.version())));
        } else {
            versions.forEach(v -> entries.add(v.withDeleted(true)));
        }
        return entries;
    }

    /** Sets the level of a subject or of all. */
    public static Decision<CompatibilityLevel> setLevel(Optional<String> subject, String name)
            throws RegistryException {
        CompatibilityLevel level = CompatibilityLevel.of(name)
                .orElseThrow(() -> RegistryError.INVALID_LEVEL.because("Invalid compatibility level. Valid values are"
                        + " none, backward, forward, full, backward_transitive, forward_transitive, and"
                        + " full_transitive"));
        return new Decision<>(level, List.of(new Entry.Level(subject, Optional.of(level))));
    }

    /** Forgets the level of a subject or of all: what it was. */
    public static Decision<CompatibilityLevel> deleteLevel(RegistryState state, Optional<String> subject)
            throws RegistryException {
        CompatibilityLevel level = subject.isPresent()
                ? state.level(subject).orElseThrow(() -> RegistryLookup.noLevel(subject.get()))
                : state.effectiveLevel(subject);
        return new Decision<>(level, List.of(new Entry.Level(subject, Optional.empty())));
    }

    /** Sets the mode of a subject or of all; imports only begin where nothing is, or by force. */
    public static Decision<RegistryMode> setMode(
            RegistryState state, Optional<String> subject, String name, boolean force) throws RegistryException {
        RegistryMode mode = RegistryMode.of(name)
                .orElseThrow(() -> RegistryError.INVALID_MODE.because(
                        "Invalid mode. Valid values are READWRITE," + " READONLY, READONLY_OVERRIDE, and IMPORT"));
        boolean something = subject.isPresent()
                ? !state.versions(subject.get(), false).isEmpty()
                : !state.subjects().isEmpty();
        if (mode == RegistryMode.IMPORT && something && !force) {
            throw RegistryError.NOT_PERMITTED.because("Cannot import since found existing subjects");
        }
        return new Decision<>(mode, List.of(new Entry.Mode(subject, Optional.of(mode))));
    }

    /** Forgets the mode of a subject or of all: what it was. */
    public static Decision<RegistryMode> deleteMode(RegistryState state, Optional<String> subject)
            throws RegistryException {
        RegistryMode mode = subject.isPresent()
                ? state.mode(subject).orElseThrow(() -> RegistryLookup.noMode(subject.get()))
                : state.effectiveMode(subject);
        return new Decision<>(mode, List.of(new Entry.Mode(subject, Optional.empty())));
    }
}

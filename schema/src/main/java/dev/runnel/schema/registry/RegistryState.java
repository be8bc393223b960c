package dev.runnel.schema.registry;

import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.parse.InvalidSchemaException;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a registry holds at one moment, made by its entries in order. Not thread safe. */
public final class RegistryState {
    /** References that lead to references, at most. */
    private static final int DEEPEST = 20;

    private final TreeMap<String, TreeMap<Integer, Entry.Version>> subjects = new TreeMap<>();
    private final Map<Optional<String>, CompatibilityLevel> levels = new HashMap<>();
    private final Map<Optional<String>, RegistryMode> modes = new HashMap<>();
    private final Map<SchemaText, ParsedSchema> parsed = new HashMap<>();
    private int highestId;
    private int size;

    /** Takes a change. */
    public void apply(Entry entry) {
        if (entry instanceof Entry.Version v) {
            Entry.Version before =
                    subjects.computeIfAbsent(v.subject(), s -> new TreeMap<>()).put(v.version(), v);
            size += before == null ? 1 : 0;
            highestId = Math.max(highestId, v.id());
        } else if (entry instanceof Entry.Gone g) {
            gone(g);
        } else if (entry instanceof Entry.Level l) {
            l.level().ifPresentOrElse(level -> levels.put(l.subject(), level), () -> levels.remove(l.subject()));
        } else if (entry instanceof Entry.Mode m) {
            m.mode().ifPresentOrElse(mode -> modes.put(m.subject(), mode), () -> modes.remove(m.subject()));
        } else if (entry instanceof Entry.Highest h) {
            highestId = Math.max(highestId, h.id());
        }
    }

    private void gone(Entry.Gone entry) {
        TreeMap<Integer, Entry.Version> versions = subjects.get(entry.subject());
        if (versions != null) {
            Entry.Version removed = versions.remove(entry.version());
            if (removed != null) {
                size--;
                parsed.remove(removed.schema());
            }
            if (versions.isEmpty()) {
                subjects.remove(entry.subject());
            }
        }
    }

    /** How many versions there are, softly deleted ones too. */
    int size() {
        return size;
    }

    int highestId() {
        return highestId;
    }

    /** Every subject's versions by number, softly deleted ones too; a subject without any is not there. */
    public NavigableMap<String, TreeMap<Integer, Entry.Version>> subjects() {
        return subjects;
    }

    /** A subject's versions in order. */
    public List<Entry.Version> versions(String subject, boolean withDeleted) {
        return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
                .filter(v -> withDeleted || !v.deleted())
                .toList();
    }

    /** Every version that has this id, softly deleted ones too. */
    public List<Entry.Version> byId(int id) {
        return subjects.values().stream()
                .map(TreeMap::values)
                .flatMap(Collection::stream)
                .filter(v -> v.id() == id)
                .toList();
    }

    /** Versions, not deleted, that refer to this one. */
    public List<Entry.Version> referring(String subject, int version) {
        return subjects.values().stream()
                .map(TreeMap::values)
                .flatMap(Collection::stream)
                .filter(v -> !v.deleted()
                        && v.schema().references().stream()
                                .anyMatch(r -> r.subject().equals(subject) && r.version() == version))
                .toList();
    }

    /** The id of the same schema, under whatever subject. */
    Optional<Integer> idOf(SchemaText schema, ParsedSchema meaning) {
        for (TreeMap<Integer, Entry.Version> versions : subjects.values()) {
            for (Entry.Version v : versions.values()) {
                if (isSame(v, schema, meaning)) {
                    return Optional.of(v.id());
                }
            }
        }
        return Optional.empty();
    }

    boolean isSame(Entry.Version version, SchemaText schema, ParsedSchema meaning) {
        if (version.schema().equals(schema)) {
            return true;
        }
        return version.schema().type() == schema.type()
                && version.schema().references().equals(schema.references())
                && meaningOf(version)
                        .map(m -> m.canonical().equals(meaning.canonical()))
                        .orElse(false);
    }

    /** The schema of a version, parsed; empty when it cannot be any more, which only a forced import brings about. */
    Optional<ParsedSchema> meaningOf(Entry.Version version) {
        try {
            ParsedSchema known = parsed.get(version.schema());
            if (known == null) {
                known = parse(version.schema());
                parsed.put(version.schema(), known);
            }
            return Optional.of(known);
        } catch (RegistryException e) {
            return Optional.empty();
        }
    }

    /**
     * Parses a schema with what it refers to.
     *
     * @throws RegistryException 42201 when it is none, or when a reference leads nowhere
     */
    ParsedSchema parse(SchemaText schema) throws RegistryException {
        Map<String, SchemaParser.Named> references = new LinkedHashMap<>();
        collect(schema, references, 0);
        try {
            return SchemaParser.parse(schema.type(), schema.text(), new ArrayList<>(references.values()));
        } catch (InvalidSchemaException e) {
            throw RegistryError.INVALID_SCHEMA.because("Invalid schema: " + e.getMessage());
        }
    }

    private void collect(SchemaText schema, Map<String, SchemaParser.Named> into, int depth) throws RegistryException {
        for (SchemaText.Reference reference : schema.references()) {
            Entry.Version found =
                    subjects.getOrDefault(reference.subject(), new TreeMap<>()).get(reference.version());
            if (found == null || found.deleted() || depth > DEEPEST) {
                throw RegistryError.INVALID_SCHEMA.because("Invalid schema: no schema reference found for subject '"
                        + reference.subject() + "' and version " + reference.version());
            }
            collect(found.schema(), into, depth + 1);
            into.putIfAbsent(
                    reference.name(),
                    new SchemaParser.Named(reference.name(), found.schema().text()));
        }
    }

    /** The level of a subject's own, or with an empty one of all. */
    public Optional<CompatibilityLevel> level(Optional<String> subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** The level that counts. */
    public CompatibilityLevel effectiveLevel(Optional<String> subject) {
        return level(subject).or(() -> level(Optional.empty())).orElse(CompatibilityLevel.BACKWARD);
    }

    /** The mode of a subject's own, or with an empty one of all. */
    public Optional<RegistryMode> mode(Optional<String> subject) {
        return Optional.ofNullable(modes.get(subject));
    }

    /** The mode that counts. */
    public RegistryMode effectiveMode(Optional<String> subject) {
        RegistryMode all = mode(Optional.empty()).orElse(RegistryMode.READWRITE);
        return all == RegistryMode.READONLY_OVERRIDE ? all : mode(subject).orElse(all);
    }
}

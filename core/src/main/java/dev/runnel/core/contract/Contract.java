package dev.runnel.core.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a stream promises about its records.
 *
 * @param stream the stream's name
 * @param type its fields
 * @param key dotted path of the field that keys the log, if any
 * @param eventTime dotted path of the timestamp field that is the event time, if any
 * @param unknownFields what happens to fields that the contract does not name
 * @param dedup which records are taken for the same, if any
 * @param piiKey keys the hashes of personal data; there where a field is to be hashed
 */
public record Contract(
        String stream,
        RecordType type,
        Optional<String> key,
        Optional<String> eventTime,
        UnknownFields unknownFields,
        Optional<Dedup> dedup,
        Optional<Secret> piiKey) {

    /** A contract that takes no records for the same and hashes nothing. */
    public Contract(
            String stream,
            RecordType type,
            Optional<String> key,
            Optional<String> eventTime,
            UnknownFields unknownFields) {
        this(stream, type, key, eventTime, unknownFields, Optional.empty(), Optional.empty());
    }

    /** Fields that the contract does not name: kept in the log's bytes, or a reason to refuse the record. */
    public enum UnknownFields {
        KEEP,
        REJECT
    }

    /** The same contract for records of another shape. */
    public Contract withType(RecordType newType) {
        return new Contract(stream, newType, key, eventTime, unknownFields, dedup, piiKey);
    }

    /**
     * {@code events@1a2b3c4d}: the stream's name and a digest of its fields, the same for the same contract whatever its
     * descriptions say.
     */
    public String schemaId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((bare(type) + " " + unknownFields).getBytes(StandardCharsets.UTF_8));
            return stream + "@" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Everything that a type says but its descriptions. */
    private static Object bare(Type type) {
        if (type instanceof RecordType row) {
            return row.fields().stream()
                    .map(f -> List.of(
                            f.name(),
                            bare(f.type()),
                            f.required(),
                            f.constraints(),
                            f.path(),
                            f.fallback(),
                            f.timeFormat(),
                            f.pii()))
                    .toList();
        } else if (type instanceof Type.ListOf list) {
            return "list of " + bare(list.element());
        } else if (type instanceof Type.MapOf map) {
            return "map of " + bare(map.value());
        }
        return type.text();
    }
}

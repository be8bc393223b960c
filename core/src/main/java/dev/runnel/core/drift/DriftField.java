package dev.runnel.core.drift;

import dev.runnel.core.contract.RecordType;
import java.util.Optional;

/**
 * What is known of one undeclared field.
 *
 * @param count records that had it
 * @param firstSeen epoch milliseconds
 * @param lastSeen epoch milliseconds
 * @param sample the JSON text of its newest value seen, cut short; empty where samples are not kept
 */
public record DriftField(UnknownField field, long count, long firstSeen, long lastSeen, Shape shape, String sample) {

    /**
     * The line of YAML that declares it in a contract; empty while only null was seen, or when its key cannot be named.
     */
    public Optional<String> declaration(RecordType contract) {
        return Declaration.of(field, shape, contract);
    }

    DriftField with(long at, Shape seen, String newest) {
        return new DriftField(
                field, count + 1, Math.min(firstSeen, at), Math.max(lastSeen, at), Shape.merge(shape, seen), newest);
    }

    DriftField counted(long at) {
        return new DriftField(field, count + 1, firstSeen, Math.max(lastSeen, at), shape, sample);
    }
}

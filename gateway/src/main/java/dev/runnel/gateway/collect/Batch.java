package dev.runnel.gateway.collect;

import dev.runnel.core.record.Violation;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One body read and validated, ready for the log. Not thread safe. */
final class Batch {
    private static final int MOST_ERRORS = 10;

    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<IndexedViolation> errors = new ArrayList<>();
    private int invalid;
    private int drifted;
    private int unknownFields;

    /** A violation and the record of the body, from 0, that has it. */
    record IndexedViolation(int index, Violation violation) {}

    void valid(ProducerRecord<byte[], byte[]> record, boolean hasUnknownFields) {
        records.add(record);
        drifted += hasUnknownFields ? 1 : 0;
    }

    void invalid(ProducerRecord<byte[], byte[]> record, List<Violation> violations) {
        for (Violation violation : violations) {
            if (errors.size() < MOST_ERRORS) {
                errors.add(new IndexedViolation(records.size(), violation));
            }
        }
        records.add(record);
        invalid++;
    }

    /** Counts the undeclared fields of one record, valid or not. */
    void unknownFields(int count) {
        unknownFields += count;
    }

    int unknownFields() {
        return unknownFields;
    }

    /** In the order of the body, valid and invalid ones. */
    List<ProducerRecord<byte[], byte[]>> records() {
        return records;
    }

    int processed() {
        return records.size();
    }

    int invalid() {
        return invalid;
    }

    int valid() {
        return records.size() - invalid;
    }

    /** Valid records with fields that the contract does not name. */
    int drifted() {
        return drifted;
    }

    /** At most ten. */
    List<IndexedViolation> errors() {
        return errors;
    }
}

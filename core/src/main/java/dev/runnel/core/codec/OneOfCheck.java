package dev.runnel.core.codec;

import dev.runnel.core.codec.ValueReader.Storage;
import dev.runnel.core.record.Violation.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The value is among those listed, compared as values: {@code 1.0} is {@code 1}. */
final class OneOfCheck extends ConstraintCheck {
    private final Storage storage;
    /** Each allowed value, decoded as the field itself would be. */
    private final DecodedRecord[] values;

    private final int slot;

    /** @param slot where each of the values has its own */
    OneOfCheck(List<String> texts, Storage storage, List<DecodedRecord> values, int slot) {
        super(Reason.ONE_OF, "one of " + String.join(", ", texts));
        this.storage = storage;
        this.values = values.toArray(new DecodedRecord[0]);
        this.slot = slot;
    }

    @Override
    boolean holds(DecodedRecord record, int at) {
        for (DecodedRecord value : values) {
            if (same(value, record, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean same(DecodedRecord value, DecodedRecord record, int at) {
        return switch (storage) {
            case NUMBER -> value.numbers[slot] == record.numbers[at];
            case FLOATING ->
                Double.longBitsToDouble(value.numbers[slot]) == Double.longBitsToDouble(record.numbers[at]);
            case OBJECT -> Objects.equals(value.objects[slot], record.objects[at]);
            case TEXT ->
                value.lengths[slot] == record.lengths[at]
                        && Arrays.equals(
                                value.buffer(slot),
                                value.starts[slot],
                                value.starts[slot] + value.lengths[slot],
                                record.buffer(at),
                                record.starts[at],
                                record.starts[at] + record.lengths[at]);
        };
    }
}

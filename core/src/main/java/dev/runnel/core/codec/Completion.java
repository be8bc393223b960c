package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done when a whole record has been read: fields that are absent get their fallback or are reported. */
final class Completion {
    /** A field that must not simply be absent. */
    static final class Step {
        private final int slot;
        private final int parent;
        private final byte @Nullable [] fallback;
        private final Target target;

        /**
         * @param parent slot of its row, or -1; where the row itself is absent, so may the field be
         * @param fallback the JSON text to read instead, or null: the field is required
         * @param target what reads the fallback
         */
        Step(int slot, int parent, byte @Nullable [] fallback, Target target) {
            this.slot = slot;
            this.parent = parent;
            this.fallback = fallback;
            this.target = target;
        }

        int slot() {
            return slot;
        }

        boolean hasFallback() {
            return fallback != null;
        }

        private boolean missesIn(DecodedRecord record) {
            return record.states[slot] == DecodedRecord.ABSENT
                    && (parent < 0 || record.states[parent] == DecodedRecord.PRESENT);
        }

        void fill(DecodedRecord record) throws Refusal {
            if (fallback == null) {
                record.report(Reason.REQUIRED, record.pathOf(slot), "the field is required", -1);
                return;
            }
            JsonCursor in = record.work.fallback;
            in.reset(fallback, 0, fallback.length);
            target.read(in, record);
        }
    }

    /** A row that is there as soon as one of its fields is, because these are found elsewhere in the source record. */
    static final class Gathered {
        private final int row;
        private final int[] fields;

        Gathered(int row, int[] fields) {
            this.row = row;
            this.fields = fields;
        }

        void mark(DecodedRecord record) {
            if (record.states[row] != DecodedRecord.ABSENT) {
                return;
            }
            for (int field : fields) {
                if (record.states[field] != DecodedRecord.ABSENT) {
                    record.states[row] = DecodedRecord.PRESENT;
                }
            }
        }
    }

    private final Gathered[] rows;
    private final Step[] steps;

    /**
     * @param rows inner ones before outer ones
     * @param steps in the order of the slots
     */
    Completion(List<Gathered> rows, List<Step> steps) {
        this.rows = rows.toArray(new Gathered[0]);
        this.steps = steps.toArray(new Step[0]);
    }

    void complete(DecodedRecord record) throws Refusal {
        for (Gathered row : rows) {
            row.mark(record);
        }
        for (Step step : steps) {
            if (step.missesIn(record)) {
                step.fill(record);
            }
        }
    }
}

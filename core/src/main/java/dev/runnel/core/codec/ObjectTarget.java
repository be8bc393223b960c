package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/** The value is an object in which fields are found: a row of the contract, or only on the path to one. */
final class ObjectTarget extends Target {
    private final int[] rows;
    private final ObjectReader members;
    private final boolean hides;

    /**
     * @param rows slots of the rows that the object is; empty when it only leads to fields
     * @param hides whether personal data stand in it
     */
    ObjectTarget(int[] rows, ObjectReader members, boolean hides) {
        this.rows = rows;
        this.hides = hides;
        this.members = members;
    }

    @Override
    void read(JsonCursor in, DecodedRecord into) throws Refusal {
        int c = in.peek();
        if (c == '{') {
            mark(into, DecodedRecord.PRESENT);
            members.read(in, into);
        } else if (c == 'n') {
            in.readWord("null");
        } else if (rows.length == 0) {
            in.skipValue();
        } else {
            int start = in.at;
            into.hidden = hides;
            for (int row : rows) {
                ValueReader.misfit(Reason.TYPE, "an object", in, start, into, row);
            }
            mark(into, DecodedRecord.BROKEN);
        }
    }

    private void mark(DecodedRecord into, byte state) {
        for (int row : rows) {
            into.states[row] = state;
        }
    }
}

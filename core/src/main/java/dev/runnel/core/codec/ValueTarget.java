package dev.runnel.core.codec;

import java.util.List;

/** The value becomes the value of a field. */
final class ValueTarget extends Target {
    private final int slot;
    private final ValueReader reader;
    private final ConstraintCheck[] checks;
    private final boolean hides;

    /** @param hides whether the value is personal data, or may hold some */
    ValueTarget(int slot, ValueReader reader, List<ConstraintCheck> checks, boolean hides) {
        this.slot = slot;
        this.reader = reader;
        this.hides = hides;
        this.checks = checks.toArray(new ConstraintCheck[0]);
    }

    @Override
    void read(JsonCursor in, DecodedRecord into) throws Refusal {
        if (in.peek() == 'n') {
            in.readWord("null");
            return;
        }
        int start = in.at;
        into.hidden = hides;
        if (!reader.read(in, into, slot)) {
            into.states[slot] = DecodedRecord.BROKEN;
            return;
        }
        into.states[slot] = DecodedRecord.PRESENT;
        for (ConstraintCheck check : checks) {
            if (!check.holds(into, slot) && !isTreated(into)) {
                String found = into.excerpt(in.bytes, start, in.at);
                String message = "expected " + check.allowed() + ", found " + found;
                into.report(check.reason(), into.pathOf(slot), message, start - in.base);
                into.states[slot] = DecodedRecord.BROKEN;
            }
        }
    }

    /** What is left of personal data keeps no rule that the data kept. */
    private boolean isTreated(DecodedRecord into) {
        return hides && reader.storage() == ValueReader.Storage.TEXT && Redactor.isTreated(into.text(slot));
    }
}

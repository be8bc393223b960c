package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/** One constraint compiled for a type. Immutable. */
abstract class ConstraintCheck {
    private final Reason reason;
    private final String allowed;

    /** @param allowed what satisfies it, fit to follow "expected" */
    ConstraintCheck(Reason reason, String allowed) {
        this.reason = reason;
        this.allowed = allowed;
    }

    final Reason reason() {
        return reason;
    }

    final String allowed() {
        return allowed;
    }

    /** Whether the value in a slot, which is present, satisfies it. */
    abstract boolean holds(DecodedRecord record, int slot);
}

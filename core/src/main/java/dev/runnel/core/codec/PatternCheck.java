package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/** The whole string matches a regular expression. */
final class PatternCheck extends ConstraintCheck {
    private final int id;
    private final String regex;

    /** @param id of this pattern among those of its record */
    PatternCheck(int id, String regex) {
        super(Reason.PATTERN, "a string that matches " + regex);
        this.id = id;
        this.regex = regex;
    }

    @Override
    boolean holds(DecodedRecord record, int slot) {
        PatternMatch match = record.work.pattern(id, regex);
        return match.matches(record.buffer(slot), record.starts[slot], record.lengths[slot]);
    }
}

package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/** Whole numbers of 32 or 64 bits; {@code 1.0} and {@code 1e3} are whole too. */
final class IntegerReader extends ValueReader {
    private final boolean wide;
    private final long least;
    private final long greatest;

    IntegerReader(boolean wide) {
        this.wide = wide;
        least = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
        greatest = wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    @Override
    Storage storage() {
        return Storage.NUMBER;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (!in.atNumber()) {
            return misfit(Reason.TYPE, expected(), in, start, into, slot);
        }
        in.readNumber();
        NumberScan number = in.number;
        if (!number.exact) {
            Reason reason = number.significant > number.magnitude() ? Reason.TYPE : Reason.RANGE;
            return misfit(reason, expected(), in, start, into, slot);
        }
        if (number.exponent != 0 && !Wholes.shift(number, 0)) {
            Reason reason = number.exponent < 0 ? Reason.TYPE : Reason.RANGE;
            return misfit(reason, expected(), in, start, into, slot);
        }
        // the mantissa has no sign bit, so a negative one is above every signed number but, negated, the least
        long value = number.negative ? -number.mantissa : number.mantissa;
        boolean fits = value == 0 || value < 0 == number.negative;
        if (!fits || value < least || value > greatest) {
            return misfit(Reason.RANGE, expected(), in, start, into, slot);
        }
        into.numbers[slot] = value;
        return true;
    }

    private String expected() {
        return "a whole number from " + least + " to " + greatest;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        long value = record.number(slot);
        return wide ? (Object) value : (Object) (int) value;
    }
}

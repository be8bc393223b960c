package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;

/**
 * Binary floating point of 32 or 64 bits, rounded to the nearest. Numbers too small to tell from 0 become 0; those
 * beyond the greatest are refused.
 */
final class FloatingReader extends ValueReader {
    /** Powers of ten that a double holds exactly: 10^0 to 10^22. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Powers of ten that a float holds exactly: 10^0 to 10^10. */
    private static final int FLOAT_POWERS = 10;

    private static final long DOUBLE_WHOLES = 1L << 53;
    private static final long FLOAT_WHOLES = 1L << 24;

    private final boolean wide;

    FloatingReader(boolean wide) {
        this.wide = wide;
    }

    @Override
    Storage storage() {
        return Storage.FLOATING;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (!in.atNumber()) {
            return misfit(Reason.TYPE, "a number", in, start, into, slot);
        }
        in.readNumber();
        double value = wide ? asDouble(in.number) : asFloat(in.number);
        if (Double.isInfinite(value)) {
            String expected = "a number up to " + (wide ? Double.MAX_VALUE : Float.MAX_VALUE) + " in size";
            return misfit(Reason.RANGE, expected, in, start, into, slot);
        }
        into.numbers[slot] = Double.doubleToRawLongBits(value);
        return true;
    }

    /**
     * One multiplication or division of two exactly held numbers rounds right (William D. Clinger, "How to read
     * floating point numbers accurately", 1990); everything else takes the JDK's way.
     */
    private static double asDouble(NumberScan n) {
        int power = Math.abs(n.exponent);
        if (!n.exact || power >= POWERS.length || n.mantissa < 0 || n.mantissa > DOUBLE_WHOLES) {
            return Double.parseDouble(n.text());
        }
        double mantissa = n.negative ? -(double) n.mantissa : n.mantissa;
        return n.exponent < 0 ? mantissa / POWERS[power] : mantissa * POWERS[power];
    }

    private static double asFloat(NumberScan n) {
        int power = Math.abs(n.exponent);
        if (!n.exact || power > FLOAT_POWERS || n.mantissa < 0 || n.mantissa > FLOAT_WHOLES) {
            return Float.parseFloat(n.text());
        }
        float mantissa = n.negative ? -(float) n.mantissa : n.mantissa;
        float scale = (float) POWERS[power];
        return n.exponent < 0 ? mantissa / scale : mantissa * scale;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        double value = Double.longBitsToDouble(record.number(slot));
        return wide ? (Object) value : (Object) (float) value;
    }
}

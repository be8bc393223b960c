package dev.runnel.core.codec;

/** Powers of ten in 64 bits. */
final class Wholes {
    /** 10 to the power of 0 to 18. */
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Wholes() {}

    static long power(int exponent) {
        return POWERS[exponent];
    }

    /**
     * Multiplies by ten to a power, then moves the decimal point so that the exponent is 0.
     *
     * @return false, with the exponent negative when digits stand behind the point and positive when the number is too
     *     large for 64 bits
     */
    static boolean shift(NumberScan number, int places) {
        int by = number.mantissa == 0 ? 0 : number.exponent + places;
        if (by > 0) {
            return multiply(number, by);
        }
        if (by < 0) {
            return divide(number, -by);
        }
        number.exponent = 0;
        return number.exact;
    }

    private static boolean multiply(NumberScan number, int by) {
        number.exponent = by;
        if (!number.exact
                || by >= POWERS.length
                || Long.compareUnsigned(number.mantissa, Long.divideUnsigned(-1L, POWERS[by])) > 0) {
            return false;
        }
        number.mantissa *= POWERS[by];
        number.exponent = 0;
        return true;
    }

    private static boolean divide(NumberScan number, int by) {
        number.exponent = -by;
        if (!number.exact || by >= POWERS.length || Long.remainderUnsigned(number.mantissa, POWERS[by]) != 0) {
            return false;
        }
        number.mantissa = Long.divideUnsigned(number.mantissa, POWERS[by]);
        number.exponent = 0;
        return true;
    }
}

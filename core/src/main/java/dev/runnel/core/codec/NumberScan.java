package dev.runnel.core.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * A JSON number taken apart without making a String: its value is {@code mantissa * 10^exponent}, negated when
 * {@link #negative}, provided that it is {@link #exact}. Reused for each number.
 */
final class NumberScan {
    /** Digits that a mantissa of 64 bits without sign always holds. */
    private static final int MANTISSA_DIGITS = 19;

    /** Far beyond any type; keeps sums of exponents inside 32 bits. */
    private static final int EXPONENT_BOUND = 100_000_000;

    boolean negative;
    /** The first 19 significant digits, without sign. */
    long mantissa;
    /** Power of ten of the mantissa's last digit; 0 when the number is 0. */
    int exponent;
    /** Whether no digit other than 0 stands behind the mantissa's. */
    boolean exact;
    /** Significant digits up to the last that is not 0; at least those of the mantissa when more than 19 stand there. */
    int significant;

    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private int digits;

    /**
     * Reads one number as RFC 8259 writes it.
     *
     * @param start index of the minus sign or the first digit
     * @return the index behind it
     */
    int scan(byte[] source, int start, int end) throws Refusal {
        bytes = source;
        from = start;
        int at = start;
        negative = source[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        int first = at;
        int plainEnd = Math.min(end, at + MANTISSA_DIGITS);
        while (at < plainEnd && isDigit(source[at])) {
            value = value * 10 + (source[at] - '0');
            at++;
        }
        if (at == first) {
            throw Refusal.syntax(at, "a digit is missing here");
        }
        if (source[first] == '0' && at > first + 1) {
            throw Refusal.syntax(first, "a number does not begin with 0 and another digit");
        }
        mantissa = value;
        exponent = 0;
        exact = true;
        digits = value == 0 ? 0 : at - first;
        significant = digits;
        if (at < end && (isDigit(source[at]) || source[at] == '.' || (source[at] | 0x20) == 'e')) {
            at = rest(at, end);
        }
        to = at;
        return at;
    }

    /** Digits beyond the mantissa, fraction and exponent. */
    private int rest(int start, int end) throws Refusal {
        int at = start;
        while (at < end && isDigit(bytes[at])) {
            keep(bytes[at++] - '0');
        }
        if (at < end && bytes[at] == '.') {
            int first = ++at;
            while (at < end && isDigit(bytes[at])) {
                keep(bytes[at++] - '0');
            }
            exponent -= at - first;
            requireDigit(first, at);
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at = exponentPart(at + 1, end);
        }
        if (mantissa == 0) {
            exponent = 0;
        }
        return at;
    }

    /** Takes one more digit into the mantissa, or, when that is full, one more place into the exponent. */
    private void keep(int digit) {
        if (digits < MANTISSA_DIGITS) {
            mantissa = mantissa * 10 + digit;
            digits += mantissa == 0 ? 0 : 1;
            significant = digit == 0 ? significant : digits;
            return;
        }
        digits++;
        exponent++;
        if (digit != 0) {
            exact = false;
            significant = digits;
        }
    }

    private int exponentPart(int start, int end) throws Refusal {
        int at = start;
        boolean down = at < end && bytes[at] == '-';
        if (down || (at < end && bytes[at] == '+')) {
            at++;
        }
        int first = at;
        int power = 0;
        while (at < end && isDigit(bytes[at])) {
            power = Math.min(EXPONENT_BOUND, power * 10 + (bytes[at++] - '0'));
        }
        requireDigit(first, at);
        exponent += down ? -power : power;
        return at;
    }

    private static void requireDigit(int first, int at) throws Refusal {
        if (at == first) {
            throw Refusal.syntax(at, "a digit is missing here");
        }
    }

    /** Power of ten just above the number: it is {@code 0.DDD * 10^magnitude} with a first digit other than 0. */
    int magnitude() {
        return Math.min(digits, MANTISSA_DIGITS) + exponent;
    }

    /** The number as it is; only for those of few enough {@link #significant} digits that this costs little. */
    BigDecimal toBigDecimal() {
        if (exact) {
            BigInteger unscaled = new BigInteger(Long.toUnsignedString(mantissa));
            return new BigDecimal(negative ? unscaled.negate() : unscaled, -exponent);
        }
        StringBuilder kept = new StringBuilder(significant + 1).append(negative ? "-" : "");
        boolean leading = true;
        int count = 0;
        for (int i = from; count < significant; i++) {
            leading &= !(bytes[i] >= '1' && bytes[i] <= '9');
            if (!leading && isDigit(bytes[i])) {
                kept.append((char) bytes[i]);
                count++;
            }
        }
        return new BigDecimal(new BigInteger(kept.toString()), significant - magnitude());
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}

package dev.runnel.core.codec;

/** UTF-8 as RFC 3629 allows it: no overlong forms, no encoded surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /**
     * Checks one character of two to four bytes.
     *
     * @param at index of its first byte, which is not ASCII
     * @return the index behind it
     */
    static int pass(byte[] bytes, int at, int end) throws Refusal {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            continuation(bytes, at, at + 1, end, 0x80, 0xBF);
            return at + 2;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            continuation(bytes, at, at + 1, end, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
            continuation(bytes, at, at + 2, end, 0x80, 0xBF);
            return at + 3;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            continuation(bytes, at, at + 1, end, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
            continuation(bytes, at, at + 2, end, 0x80, 0xBF);
            continuation(bytes, at, at + 3, end, 0x80, 0xBF);
            return at + 4;
        }
        throw notUtf8(bytes, at, "no character begins with it");
    }

    private static void continuation(byte[] bytes, int lead, int at, int end, int least, int most) throws Refusal {
        if (at >= end) {
            throw notUtf8(bytes, lead, "the character is cut off");
        }
        int value = bytes[at] & 0xFF;
        if (value < least || value > most) {
            throw notUtf8(bytes, lead, "it begins an overlong, surrogate, too large or broken character");
        }
    }

    private static Refusal notUtf8(byte[] bytes, int at, String why) {
        return Refusal.syntax(at, "the text is not UTF-8: byte 0x%02X, %s".formatted(bytes[at] & 0xFF, why));
    }

    /** Code points in valid UTF-8. */
    static int codePoints(byte[] bytes, int from, int length) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            if (!isContinuation(bytes[i])) {
                count++;
            }
        }
        return count;
    }

    static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }

    static boolean isAscii(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}

package dev.runnel.core.codec;

/** JSON strings: where they end, whether they are right, and what they say. */
final class Strings {
    private Strings() {}

    /**
     * Passes over the text of a string as far as it stands for itself.
     *
     * @param from behind the opening quote, or anywhere later between two characters
     * @return the index of the closing quote, or {@code ~index} of the first backslash
     */
    static int plain(byte[] bytes, int from, int end) throws Refusal {
        int at = from;
        while (at < end) {
            if (at + Long.BYTES <= end) {
                long special = Words.special(Words.at(bytes, at));
                if (special == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(special) >>> 3;
            }
            byte c = bytes[at];
            if (c == '"') {
                return at;
            }
            if (c == '\\') {
                return ~at;
            }
            if (c < 0) {
                at = Utf8.pass(bytes, at, end);
            } else if (c < ' ') {
                throw Refusal.syntax(at, "a control character (0x%02X) inside a string: escape it".formatted((int) c));
            } else {
                at++;
            }
        }
        throw Refusal.syntax(end, "a string has no closing quote");
    }

    /** Passes over a string from behind its opening quote; gives the index behind the closing one. */
    static int skip(byte[] bytes, int from, int end) throws Refusal {
        int at = plain(bytes, from, end);
        while (at < 0) {
            int escape = ~at;
            at = plain(bytes, escape + escapeLength(bytes, escape, escaped(bytes, escape, end)), end);
        }
        return at + 1;
    }

    /**
     * Writes what a string says.
     *
     * @param from behind the opening quote
     * @param escape index of its first backslash
     * @return the index behind the closing quote
     */
    static int unescape(byte[] bytes, int from, int escape, int end, Scratch into) throws Refusal {
        int run = from;
        int at = ~escape;
        while (at < 0) {
            int backslash = ~at;
            into.append(bytes, run, backslash - run);
            int codePoint = escaped(bytes, backslash, end);
            into.append(codePoint);
            run = backslash + escapeLength(bytes, backslash, codePoint);
            at = plain(bytes, run, end);
        }
        into.append(bytes, run, at - run);
        return at + 1;
    }

    private static int escapeLength(byte[] bytes, int backslash, int codePoint) {
        if (bytes[backslash + 1] != 'u') {
            return 2;
        }
        return Character.isSupplementaryCodePoint(codePoint) ? 12 : 6;
    }

    /** The code point that an escape stands for; both halves of a surrogate pair are read together. */
    private static int escaped(byte[] bytes, int backslash, int end) throws Refusal {
        if (backslash + 1 >= end) {
            throw Refusal.syntax(end, "a string has no closing quote");
        }
        byte c = bytes[backslash + 1];
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(bytes, backslash, end);
            default -> throw Refusal.syntax(backslash, "no escape begins so: after \\ comes one of \"\\/bfnrtu");
        };
    }

    private static int unicode(byte[] bytes, int backslash, int end) throws Refusal {
        int unit = hexUnit(bytes, backslash, end);
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        int second = backslash + 6;
        if (Character.isHighSurrogate((char) unit)
                && second + 1 < end
                && bytes[second] == '\\'
                && bytes[second + 1] == 'u') {
            int low = hexUnit(bytes, second, end);
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw Refusal.syntax(
                backslash,
                "the escape \\u%04x is half of a surrogate pair: it stands for no character".formatted(unit));
    }

    private static int hexUnit(byte[] bytes, int backslash, int end) throws Refusal {
        int value = 0;
        for (int i = backslash + 2; i < backslash + 6; i++) {
            int digit = i < end ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                throw Refusal.syntax(Math.min(i, end), "after \\u come four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}

package dev.runnel.core.codec;

/** Well-known shapes of UTF-8 text. */
final class Formats {
    private static final int UUID_LENGTH = 36;
    /** What RFC 3986 lets stand in a URI besides letters, digits and percent-encoded bytes. */
    private static final String URI_MARKS = "-._~:/?#[]@!$&'()*+,;=";

    private Formats() {}

    /** One {@code @}, before it something, behind it a domain of labels with a dot between them; no white space. */
    static boolean isEmail(byte[] b, int from, int to) {
        int sign = indexOf(b, '@', from, to);
        if (sign <= from || indexOf(b, '@', sign + 1, to) >= 0) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((b[i] >= 0 && b[i] <= ' ') || b[i] == 0x7F) {
                return false;
            }
        }
        int dots = 0;
        int label = sign + 1;
        for (int i = sign + 1; i <= to; i++) {
            if (i == to || b[i] == '.') {
                if (i == label) {
                    return false;
                }
                dots += i == to ? 0 : 1;
                label = i + 1;
            }
        }
        return dots > 0;
    }

    /** RFC 9562, section 4: groups of 8, 4, 4, 4 and 12 hexadecimal digits. */
    static boolean isUuid(byte[] b, int from, int to) {
        if (to - from != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? b[from + i] != '-' : !isHex(b[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3986: a scheme, a colon, and something of the allowed characters; brackets only in the authority. */
    static boolean isUri(byte[] b, int from, int to) {
        int colon = indexOf(b, ':', from, to);
        if (colon <= from || !isLetter(b[from]) || colon + 1 == to) {
            return false;
        }
        for (int i = from + 1; i < colon; i++) {
            if (!isLetter(b[i]) && !NumberScan.isDigit(b[i]) && b[i] != '+' && b[i] != '-' && b[i] != '.') {
                return false;
            }
        }
        int authorityEnd = authorityEnd(b, colon + 1, to);
        boolean fragment = false;
        for (int i = colon + 1; i < to; i++) {
            boolean bracket = b[i] == '[' || b[i] == ']';
            if (!isUriByte(b, i, to) || (bracket && i >= authorityEnd) || (b[i] == '#' && fragment)) {
                return false;
            }
            fragment |= b[i] == '#';
        }
        return true;
    }

    private static int authorityEnd(byte[] b, int from, int to) {
        if (to - from < 2 || b[from] != '/' || b[from + 1] != '/') {
            return from;
        }
        int at = from + 2;
        while (at < to && b[at] != '/' && b[at] != '?' && b[at] != '#') {
            at++;
        }
        return at;
    }

    private static boolean isUriByte(byte[] b, int at, int to) {
        if (b[at] == '%') {
            return at + 2 < to && isHex(b[at + 1]) && isHex(b[at + 2]);
        }
        return isLetter(b[at]) || NumberScan.isDigit(b[at]) || URI_MARKS.indexOf(b[at]) >= 0;
    }

    static int indexOf(byte[] b, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == c) {
                return i;
            }
        }
        return -1;
    }

    static boolean isHex(byte c) {
        return NumberScan.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLetter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}

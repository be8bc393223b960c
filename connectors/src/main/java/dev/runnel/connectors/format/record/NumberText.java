package dev.runnel.connectors.format.record;

/**
 * Numbers as people and programs write them in cells, brought into the form of JSON (RFC 8259 section 6) without a change
 * of value: {@code +5}, {@code 007}, {@code .5}, {@code 5.}, with spaces around. Not thread safe.
 */
final class NumberText {
    private char[] out = new char[32];
    private int length;

    /** Whether the cell is a number; its JSON form is then in {@link #chars}, {@link #length} characters long. */
    boolean read(char[] text, int from, int end) {
        int at = from;
        int to = end;
        while (at < to && text[at] == ' ') {
            at++;
        }
        while (to > at && text[to - 1] == ' ') {
            to--;
        }
        if (out.length < to - at + 2) {
            out = new char[(to - at + 2) * 2];
        }
        length = 0;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            if (text[at++] == '-') {
                out[length++] = '-';
            }
        }
        int digits = at;
        while (at < to && isDigit(text[at])) {
            at++;
        }
        int whole = at;
        int fraction = at;
        if (at < to && text[at] == '.') {
            fraction = ++at;
            while (at < to && isDigit(text[at])) {
                at++;
            }
        }
        if (whole == digits && at == fraction) {
            return false;
        }
        whole(text, digits, whole);
        if (at > fraction) {
            out[length++] = '.';
            copy(text, fraction, at);
        }
        return at == to || exponent(text, at, to);
    }

    private void whole(char[] text, int from, int to) {
        int first = from;
        while (first < to - 1 && text[first] == '0') {
            first++;
        }
        if (first == to) {
            out[length++] = '0';
        }
        copy(text, first, to);
    }

    private boolean exponent(char[] text, int from, int to) {
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        for (int i = at; i < to; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        copy(text, from, to);
        return true;
    }

    private void copy(char[] text, int from, int to) {
        System.arraycopy(text, from, out, length, to - from);
        length += to - from;
    }

    char[] chars() {
        return out;
    }

    int length() {
        return length;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

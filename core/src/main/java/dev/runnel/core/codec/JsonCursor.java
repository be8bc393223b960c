package dev.runnel.core.codec;

/**
 * A place in JSON bytes that moves forward token by token. Every method leaves it behind what it read, or throws a
 * {@link Refusal} with the index where the bytes stop being JSON. Not thread safe.
 */
final class JsonCursor {
    /** Objects and arrays inside one another, the record itself counted. */
    static final int MAX_DEPTH = 64;

    /** What {@link #peek} gives at the end; as a byte it begins no JSON either. */
    static final int END = -1;

    final NumberScan number = new NumberScan();
    final ValueSkipper skipper = new ValueSkipper(this);

    byte[] bytes = new byte[0];
    int at;
    int end;
    /** Index of the first byte of the record that is being read: positions are told from here. */
    int base;
    /** Objects and arrays that are open here. */
    int depth;

    /** The string read last, unescaped: in {@link #bytes} or in a scratch. */
    byte[] text = bytes;

    int textStart;
    int textLength;

    void reset(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
        begin(from);
    }

    /** Begins the next record at an index, where the cursor may or may not stand. */
    void begin(int index) {
        at = index;
        base = index;
        depth = 0;
    }

    /** Passes over white space; the byte that follows, or {@link #END}. */
    int peek() {
        while (at < end) {
            byte c = bytes[at];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c;
            }
            at++;
        }
        return END;
    }

    boolean atNumber() {
        return at < end && (bytes[at] == '-' || NumberScan.isDigit(bytes[at]));
    }

    /** Enters an object, whose brace stands here; whether it has a member, whose name then stands here. */
    boolean openObject() throws Refusal {
        enter();
        if (peek() == '}') {
            leave();
            return false;
        }
        requireName();
        return true;
    }

    /** After a member: whether another follows, whose name then stands here. */
    boolean nextMember() throws Refusal {
        int c = peek();
        if (c == ',') {
            at++;
            peek();
            requireName();
            return true;
        }
        if (c == '}') {
            leave();
            return false;
        }
        throw unexpected("',' or '}'");
    }

    void requireName() throws Refusal {
        if (at >= end || bytes[at] != '"') {
            throw unexpected("a field name in quotes");
        }
    }

    void colon() throws Refusal {
        if (peek() != ':') {
            throw unexpected("':'");
        }
        at++;
    }

    /** Enters an array, whose bracket stands here; whether it has an element, which then stands here. */
    boolean openArray() throws Refusal {
        enter();
        if (peek() == ']') {
            leave();
            return false;
        }
        return true;
    }

    /** After an element: whether another follows, which then stands here. */
    boolean nextElement() throws Refusal {
        int c = peek();
        if (c == ',') {
            at++;
            peek();
            return true;
        }
        if (c == ']') {
            leave();
            return false;
        }
        throw unexpected("',' or ']'");
    }

    private void enter() throws Refusal {
        if (++depth > MAX_DEPTH) {
            throw Refusal.tooLarge(at, "nested deeper than " + MAX_DEPTH + " levels");
        }
        at++;
    }

    private void leave() {
        depth--;
        at++;
    }

    /** Reads the string whose quote stands here into {@link #text}; a text with escapes is written to the scratch. */
    void readText(Scratch scratch) throws Refusal {
        int from = at + 1;
        int close = Strings.plain(bytes, from, end);
        if (close >= 0) {
            if (text != bytes) { // mostly it is, and storing a reference costs more than asking
                text = bytes;
            }
            textStart = from;
            textLength = close - from;
            at = close + 1;
            return;
        }
        int mark = scratch.size();
        at = Strings.unescape(bytes, from, ~close, end, scratch);
        text = scratch.bytes();
        textStart = mark;
        textLength = scratch.size() - mark;
    }

    void readNumber() throws Refusal {
        at = number.scan(bytes, at, end);
    }

    /** Reads {@code true}, {@code false} or {@code null}, and nothing else. */
    void readWord(String word) throws Refusal {
        if (end - at < word.length()) {
            throw unexpected("'" + word + "'");
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                throw unexpected("'" + word + "'");
            }
        }
        at += word.length();
    }

    /** Passes over any one value, checking that it is JSON and not nested too deep. */
    void skipValue() throws Refusal {
        skipper.skip(MAX_DEPTH - depth);
    }

    /** Refuses anything but white space up to the end. */
    void requireEnd() throws Refusal {
        peek();
        if (at < end) {
            throw unexpected("nothing more");
        }
    }

    Refusal unexpected(String expected) {
        return Refusal.syntax(at, "expected " + expected + ", found " + Excerpt.byteAt(bytes, at, end));
    }
}

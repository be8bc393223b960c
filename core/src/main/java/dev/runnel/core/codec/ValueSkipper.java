package dev.runnel.core.codec;

import java.util.Arrays;

/** Passes over JSON values that nobody reads, checking them all the same; never recursive, so no depth overflows. */
final class ValueSkipper {
    static final int ANY_DEPTH = Integer.MAX_VALUE;

    private final JsonCursor in;
    /** One bit for each open container: set for an object. */
    private long[] objects = new long[1];

    private int open;

    ValueSkipper(JsonCursor in) {
        this.in = in;
    }

    /**
     * Passes over the value at the cursor.
     *
     * @param levels objects and arrays it may be nested in one another
     */
    void skip(int levels) throws Refusal {
        open = 0;
        do {
            while (beginsContainer()) {
                if (open == levels) {
                    throw Refusal.tooLarge(in.at, "nested deeper than " + JsonCursor.MAX_DEPTH + " levels");
                }
                if (!enter()) {
                    break;
                }
            }
        } while (another());
    }

    /** Whether an object or array begins here; any other value is passed over. */
    private boolean beginsContainer() throws Refusal {
        switch (in.peek()) {
            case '{', '[' -> {
                return true;
            }
            case '"' -> in.at = Strings.skip(in.bytes, in.at + 1, in.end);
            case 't' -> in.readWord("true");
            case 'f' -> in.readWord("false");
            case 'n' -> in.readWord("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> in.readNumber();
            default -> throw in.unexpected("a value");
        }
        return false;
    }

    /** Enters the container that begins here; false when it is empty, and so already passed. */
    private boolean enter() throws Refusal {
        boolean object = in.bytes[in.at] == '{';
        in.at++;
        if (in.peek() == (object ? '}' : ']')) {
            in.at++;
            return false;
        }
        if (object) {
            name();
        }
        push(object);
        return true;
    }

    /** After a value: closes what ends here; whether another value follows in what is still open. */
    private boolean another() throws Refusal {
        while (open > 0) {
            boolean object = inObject();
            int c = in.peek();
            if (c == ',') {
                in.at++;
                if (object) {
                    name();
                }
                return true;
            }
            if (c != (object ? '}' : ']')) {
                throw in.unexpected(object ? "',' or '}'" : "',' or ']'");
            }
            in.at++;
            open--;
        }
        return false;
    }

    private void name() throws Refusal {
        in.peek();
        in.requireName();
        in.at = Strings.skip(in.bytes, in.at + 1, in.end);
        in.colon();
    }

    private void push(boolean object) {
        int word = open >>> 6;
        if (word == objects.length) {
            objects = Arrays.copyOf(objects, word * 2);
        }
        long bit = 1L << open;
        objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
        open++;
    }

    private boolean inObject() {
        int last = open - 1;
        return (objects[last >>> 6] & 1L << last) != 0;
    }
}

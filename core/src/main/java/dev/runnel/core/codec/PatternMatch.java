package dev.runnel.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression matched against UTF-8 text within a bound of steps, since some expressions would take for ever
 * on some texts. Not thread safe; made once for each record and pattern.
 */
final class PatternMatch {
    /** Characters that may be looked at, of a text of no length and for each of its characters. */
    private static final int STEPS = 100_000;

    private static final int STEPS_FOR_EACH = 64;

    private final Text text = new Text();
    private final Matcher matcher;

    PatternMatch(String regex) {
        matcher = Pattern.compile(regex).matcher(text);
    }

    /** Whether the whole text matches; false also where that is not settled within the bound. */
    boolean matches(byte[] utf8, int from, int length) {
        text.set(utf8, from, length);
        matcher.reset();
        try {
            return matcher.matches();
        } catch (TooManySteps e) {
            return false;
        } catch (StackOverflowError e) {
            return false; // the JDK's matcher recurses for some expressions as deep as the text is long
        } finally {
            text.forget();
        }
    }

    /** UTF-8 as characters, without a copy when it is ASCII. */
    private static final class Text implements CharSequence {
        private static final byte[] NONE = {};

        private byte[] bytes = NONE;
        private int from;
        private int length;
        private String decoded = "";
        private long steps;

        void set(byte[] utf8, int start, int size) {
            boolean ascii = Utf8.isAscii(utf8, start, size);
            decoded = ascii ? "" : new String(utf8, start, size, StandardCharsets.UTF_8);
            bytes = utf8;
            from = start;
            length = ascii ? size : decoded.length();
            steps = STEPS + (long) STEPS_FOR_EACH * length;
        }

        void forget() {
            bytes = NONE;
            decoded = "";
            length = 0;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            if (--steps < 0) {
                throw new TooManySteps();
            }
            return decoded.isEmpty() ? (char) bytes[from + index] : decoded.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            return decoded.isEmpty() ? new String(bytes, from, length, StandardCharsets.UTF_8) : decoded;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("the expression takes too many steps on this text", null, false, false);
        }
    }
}

package dev.runnel.connectors.format.csv;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a parser that knows quotes only read text with an escape character: before parsing, what is escaped becomes a
 * code point that no text holds (Unicode's noncharacters U+FDD0 and following), and afterwards itself again. An escape
 * character before anything else stands for itself. Immutable and thread safe.
 */
final class Escapes {
    private static final char FIRST = '\uFDD0';

    private final char escape;
    private final String escaped;

    Escapes(char escape, CsvFormat format) {
        this.escape = escape;
        this.escaped = "" + escape + format.delimiter() + "\r\n" + text(format.quote()) + text(format.comment());
    }

    static Optional<Escapes> of(CsvFormat format) {
        return Optional.ofNullable(format.escape()).map(e -> new Escapes(e, format));
    }

    private static String text(@Nullable Character c) {
        return c == null ? "" : c.toString();
    }

    /**
     * Hides what is escaped in a line.
     *
     * @return the line's new length
     */
    int hide(char[] line, int length) {
        int to = 0;
        for (int i = 0; i < length; i++) {
            int which = line[i] == escape && i + 1 < length ? escaped.indexOf(line[i + 1]) : -1;
            if (which < 0) {
                line[to++] = line[i];
                continue;
            }
            line[to++] = (char) (FIRST + which);
            i++;
            if (line[i] == '\r' && i + 1 < length && line[i + 1] == '\n') {
                line[to++] = (char) (FIRST + escaped.indexOf('\n'));
                i++;
            }
        }
        return to;
    }

    /** Whether a line holds one of the code points already, so that it cannot be told what it meant. */
    boolean isAmbiguous(char[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] >= FIRST && line[i] < FIRST + escaped.length()) {
                return true;
            }
        }
        return false;
    }

    /** Puts back what was hidden. */
    void show(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            int which = text[i] - FIRST;
            if (which >= 0 && which < escaped.length()) {
                text[i] = escaped.charAt(which);
            }
        }
    }
}

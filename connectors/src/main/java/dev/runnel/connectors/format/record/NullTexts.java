package dev.runnel.connectors.format.record;

import java.util.Arrays;
import java.util.List;

/** The texts of cells that mean null. Immutable and thread safe. */
public final class NullTexts {
    private final boolean empty;
    private final List<char[]> others;

    public NullTexts(List<String> texts) {
        empty = texts.contains("");
        others = texts.stream()
                .filter(t -> !t.isEmpty())
                .map(String::toCharArray)
                .toList();
    }

    public boolean matches(char[] text, int from, int length) {
        if (length == 0) {
            return empty;
        }
        for (char[] other : others) {
            if (other.length == length && Arrays.equals(other, 0, length, text, from, from + length)) {
                return true;
            }
        }
        return false;
    }
}

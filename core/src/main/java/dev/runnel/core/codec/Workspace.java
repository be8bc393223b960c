package dev.runnel.core.codec;

import org.jspecify.annotations.Nullable;

/** What decoding into one record needs besides the values; made once with the record, used for each decode. */
final class Workspace {
    final JsonCursor cursor = new JsonCursor();
    /** A second place to read from: the texts of fallback values, when the record itself has been read. */
    final JsonCursor fallback = new JsonCursor();

    final Scratch scratch = new Scratch();
    final Trail trail = new Trail();

    /** By {@link Member#id}: the position, in its object's table, of the member that came next the last time. */
    final int[] next;
    /** By {@link Member#id}: the {@link #generation} in which it was seen last. */
    final int[] seen;
    /** A number for the record being decoded. */
    int generation;
    /** Whether a key has stood twice in this record: from then on, objects are read so that the last one wins. */
    boolean lastWins;

    private final @Nullable DecodedRecord[] elements;
    private final @Nullable PatternMatch[] patterns;

    Workspace(RowDecoder decoder) {
        next = decoder.expectedOrder();
        seen = new int[next.length];
        elements = new DecodedRecord[decoder.elementDecoders()];
        patterns = new PatternMatch[decoder.patterns()];
    }

    void clear() {
        generation++;
        lastWins = false;
        scratch.release(0);
        trail.clear();
    }

    /** The record that rows inside one list or mapping are decoded into, one after the other. */
    DecodedRecord element(int id, RowDecoder decoder) {
        DecodedRecord element = elements[id];
        if (element == null) {
            element = decoder.newRecord();
            elements[id] = element;
        }
        return element;
    }

    PatternMatch pattern(int id, String regex) {
        PatternMatch match = patterns[id];
        if (match == null) {
            match = new PatternMatch(regex);
            patterns[id] = match;
        }
        return match;
    }
}

package dev.runnel.connectors.lake.parquet.column;

import java.util.Arrays;

/**
 * The definition or the repetition levels of a page. As long as all are the same, as in most pages, only their number is
 * kept. Not thread safe.
 */
final class Levels {
    private static final int FIRST_CAPACITY = 64;
    private static final int[] NOTHING = new int[0];

    private final int width;
    private int first;
    private int count;
    private int[] levels = NOTHING;
    private boolean mixed;

    /** @param max the highest level; with 0 nothing is written */
    Levels(int max) {
        this.width = Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    /** Whether pages have these levels at all. */
    boolean areWritten() {
        return width > 0;
    }

    void add(int level) {
        if (!mixed) {
            if (count == 0) {
                first = level;
            }
            if (level == first) {
                count++;
                return;
            }
            mix();
        }
        if (count == levels.length) {
            levels = Arrays.copyOf(levels, count * 2);
        }
        levels[count++] = level;
    }

    private void mix() {
        mixed = true;
        if (levels.length <= count) {
            levels = new int[Math.max(FIRST_CAPACITY, count * 2)];
        }
        Arrays.fill(levels, 0, count, first);
    }

    int capacity() {
        return levels.length * Integer.BYTES;
    }

    /** Writes the levels of the page, their length first, and forgets them. */
    void writeTo(HybridRuns out) {
        if (areWritten()) {
            int length = out.size();
            out.put(0);
            out.put(0);
            out.put(0);
            out.put(0);
            if (mixed) {
                out.putAll(levels, count, width);
            } else {
                out.putRun(first, count, width);
            }
            out.setLength(length);
        }
        count = 0;
        mixed = false;
    }
}

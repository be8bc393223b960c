package dev.runnel.engine.collect;

import org.jspecify.annotations.Nullable;

/**
 * What came between two checkpoints: first kept with the later one, then written to the log. Batches of a stream have an
 * order: by run, then by number.
 *
 * @param run which start of the job made it; greater than that of every start before
 * @param number counts the batches of a run from 1
 * @param count of its entries
 * @param last whether the source has ended and no other batch follows
 * @param inline its entries one after another; empty when they are in a file
 * @param file where they are instead; null when they are few
 */
record Batch(long run, long number, int count, boolean last, byte[] inline, @Nullable String file) {
    private static final int RADIX = 36;

    /** Its name in headers and files, {@code m4k2x9-1c}. */
    String name() {
        return name(run, number);
    }

    static String name(long run, long number) {
        return Long.toString(run, RADIX) + "-" + Long.toString(number, RADIX);
    }

    /** The place of an entry, from 0, as the header {@link dev.runnel.core.record.Headers#BATCH} has it. */
    String place(int entry) {
        return name() + "-" + Integer.toString(entry, RADIX);
    }

    /** The entry that a header names; -1 when it is of another batch. */
    int entry(String header) {
        String mine = name() + "-";
        return header.startsWith(mine) ? Integer.parseInt(header.substring(mine.length()), RADIX) : -1;
    }

    /** Whether it comes after another one. */
    boolean isAfter(long otherRun, long otherNumber) {
        return run > otherRun || run == otherRun && number > otherNumber;
    }
}

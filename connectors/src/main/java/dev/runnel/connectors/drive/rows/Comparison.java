package dev.runnel.connectors.drive.rows;

import java.util.Arrays;

/**
 * How a file's new version differs from the rows that are known of it. Its rows are shown twice, in the same order: first
 * all of them, which tells what is {@link #gone}; then again, which tells of each whether it {@link #isNew}. As many rows
 * with the same hash stay as are in both; the oldest stay. Not thread safe.
 */
public final class Comparison {
    private final KnownRows before;
    /** Where a run of equal rows begins: how many of them stay, and of those how many were passed in the second round. */
    private final int[] staying;

    private final int[] passed;

    public Comparison(KnownRows before) {
        this.before = before;
        this.staying = new int[before.size()];
        this.passed = new int[before.size()];
    }

    /** The first round: a row that is in the new version. */
    public void see(RowHash row) {
        int first = before.first(row);
        if (first >= 0 && before.isAt(first + staying[first], row)) {
            staying[first]++;
        }
    }

    /** Where those of the known rows stand, ascending, that are in the new version no longer; asked after the first round. */
    public int[] gone() {
        int[] gone = new int[before.size()];
        int count = 0;
        for (int i = 0, first = 0; i < before.size(); i++) {
            first = i > 0 && before.isLikeTheOneBefore(i) ? first : i;
            if (i - first >= staying[first]) {
                gone[count++] = i;
            }
        }
        return Arrays.copyOf(gone, count);
    }

    /** The second round: whether a row was not there before. */
    public boolean isNew(RowHash row) {
        int first = before.first(row);
        if (first >= 0 && passed[first] < staying[first]) {
            passed[first]++;
            return false;
        }
        return true;
    }
}

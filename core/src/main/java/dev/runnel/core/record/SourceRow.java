package dev.runnel.core.record;

/**
 * Which row of its source a record is, so that it can be taken back. A row never changes: one that is edited is gone, and
 * another one is there. Immutable.
 *
 * @param id names it among all rows that the stream's source ever gives, and says nothing of what is in it; at most 255
 *     characters
 * @param isGone whether it is in the source no longer
 */
public record SourceRow(String id, boolean isGone) {
    private static final int LONGEST = 255;

    public SourceRow {
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new IllegalArgumentException("a row's id has 1 to " + LONGEST + " characters, not " + id.length());
        }
    }

    /** A row that is in the source. */
    public static SourceRow there(String id) {
        return new SourceRow(id, false);
    }

    /** A row that was in the source. */
    public static SourceRow gone(String id) {
        return new SourceRow(id, true);
    }
}

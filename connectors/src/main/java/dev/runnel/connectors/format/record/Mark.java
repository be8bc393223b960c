package dev.runnel.connectors.format.record;

/**
 * A place in a file where reading can go on, behind a record that was read.
 *
 * @param offset bytes to leave out, at 0 or more: of the file, of its unpacked content where it is compressed, and of its
 *     content as UTF-8 for JSON in another encoding
 * @param skip records to read there and to throw away, where the format knows no nearer place; 0 or more
 * @param row number of the line or row that is next, from 1
 */
public record Mark(long offset, long skip, long row) {
    /** The beginning of a file. */
    public static final Mark START = new Mark(0, 0, 1);

    /** Behind everything, where nothing is left to be read. */
    public static Mark end(long row) {
        return new Mark(Long.MAX_VALUE, 0, row);
    }

    /** Whether it is behind everything. */
    public boolean isEnd() {
        return offset == Long.MAX_VALUE;
    }

    public Mark {
        if (offset < 0 || skip < 0 || row < 1) {
            throw new IllegalArgumentException("no place in a file: " + offset + ", " + skip + ", " + row);
        }
    }
}

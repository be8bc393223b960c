package dev.runnel.connectors.lake.parquet.column;

/** What the chunks of a group share while pages are made. Not thread safe. */
final class PageBuffer {
    /** A page is cut behind the row that makes it larger, before compression. */
    static final int MOST_BYTES = 1 << 20;
    /** The same for lists: values of a page. */
    static final int MOST_VALUES = 1 << 17;

    final HybridRuns runs = new HybridRuns();
    /** Whether a chunk wants its page cut at the end of the row. */
    boolean full;
}

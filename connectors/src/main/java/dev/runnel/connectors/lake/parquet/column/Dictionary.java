package dev.runnel.connectors.lake.parquet.column;

import org.apache.parquet.column.statistics.Statistics;

/** The different values of a column chunk, numbered in the order in which they first came. Not thread safe. */
abstract class Dictionary {
    /** How many values there are. */
    abstract int size();

    /** Bytes of the values as a dictionary page has them. */
    abstract int bytes();

    /** Bytes of memory that it takes. */
    abstract int capacity();

    /** Writes the first values as a dictionary page has them. */
    abstract void writeTo(PlainValues out, int count);

    /** The order of two values, by their numbers, in which the column's statistics are kept. */
    abstract int compare(int one, int other);

    /** Tells statistics of a value. */
    abstract void tell(Statistics<?> statistics, int id);
}

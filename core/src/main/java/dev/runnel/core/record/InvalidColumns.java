package dev.runnel.core.record;

import java.util.ArrayList;
import java.util.List;

/** The columns of a table of invalid records: what failed, and beside it the columns of the good table. */
public final class InvalidColumns {
    /** The text of the record, where its bytes are UTF-8. */
    public static final String ORIGINAL = "original";
    /** The record's bytes, where they are not. */
    public static final String ORIGINAL_BYTES = "original_bytes";

    /** How a record failed, in the order of the table. */
    public static final List<String> FAILURE = List.of(
            Headers.STREAM,
            Headers.STAGE,
            Headers.CODE,
            Headers.FIELD,
            Headers.MESSAGE,
            Headers.RECEIVED_AT,
            Headers.CORRELATION_ID,
            Headers.SOURCE,
            Headers.DESTINATION,
            ORIGINAL,
            ORIGINAL_BYTES,
            SystemColumn.PARTITION.column(),
            SystemColumn.OFFSET.column());

    private static final String RECORD = "record_";

    private InvalidColumns() {}

    /** The columns of a contract's fields; one that has a name of {@link #FAILURE} gets {@code record_} before it. */
    public static List<String> of(List<String> fields) {
        List<String> columns = new ArrayList<>();
        for (String field : fields) {
            String column = field;
            while (FAILURE.contains(column) || (!column.equals(field) && fields.contains(column))) {
                column = RECORD + column;
            }
            columns.add(column);
        }
        return columns;
    }
}

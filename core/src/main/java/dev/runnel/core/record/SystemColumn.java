package dev.runnel.core.record;

import java.util.Arrays;

/** Columns that every stream has beside its contract's, available in SQL. */
public enum SystemColumn {
    EVENT_TIME("_event_time", "The time attribute: the event time field, else the time received."),
    RECEIVED_AT("_received_at", "When Runnel received the record."),
    CORRELATION_ID("_correlation_id", "The request or read that brought the record."),
    SCHEMA_ID("_schema_id", "The id of its schema in the registry."),
    PARTITION("_partition", "The partition of the log."),
    OFFSET("_offset", "The offset in the partition.");

    private final String column;
    private final String meaning;

    SystemColumn(String column, String meaning) {
        this.column = column;
        this.meaning = meaning;
    }

    /** The name in SQL and in files. */
    public String column() {
        return column;
    }

    /** One sentence for the reference page. */
    public String meaning() {
        return meaning;
    }

    /** Whether a column of that name is one of these. */
    public static boolean isSystem(String column) {
        return Arrays.stream(values()).anyMatch(c -> c.column.equals(column));
    }
}

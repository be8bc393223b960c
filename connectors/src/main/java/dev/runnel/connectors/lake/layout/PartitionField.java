package dev.runnel.connectors.lake.layout;

import dev.runnel.core.record.SystemColumn;
import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;

/**
 * One level of a table's partitions.
 *
 * @param path dotted path of the column, through nested rows
 */
public record PartitionField(Transform transform, String path) implements Serializable {

    /** The folders of each day's rows or load, {@code ingest_date=2026-11-21}. */
    public static final PartitionField INGEST_DATE =
            new PartitionField(Transform.INGEST_DATE, SystemColumn.RECEIVED_AT.column());

    private static final String INGEST_DATE_NAME = "ingest_date";

    /** Whether these are the folders of days of ingestion: no column of the table has that name. */
    public boolean isIngestDate(Predicate<String> hasColumn) {
        return transform == Transform.INGEST_DATE && !hasColumn.test(INGEST_DATE_NAME);
    }

    /** The same, or the column of that name, where the table has one. */
    public PartitionField in(Predicate<String> hasColumn) {
        return transform == Transform.INGEST_DATE && hasColumn.test(INGEST_DATE_NAME)
                ? new PartitionField(Transform.IDENTITY, INGEST_DATE_NAME)
                : this;
    }

    /**
     * The name of the level: {@code type} for the column itself, {@code event_timestamp_day} for
     * {@code day(event.timestamp)}. Underscores at its beginning are left out, since readers take such folders as hidden.
     */
    public String name() {
        if (transform == Transform.INGEST_DATE) {
            return INGEST_DATE_NAME;
        }
        String flat = path.replace('.', '_').replaceFirst("^_+", "");
        return transform == Transform.IDENTITY ? flat : flat + "_" + transform.id();
    }

    /** The column names from the top, {@code [event, timestamp]}. */
    public List<String> steps() {
        return List.of(path.split("\\."));
    }

    /** As it is written in YAML, {@code day(event.timestamp)}. */
    @Override
    public String toString() {
        if (transform == Transform.INGEST_DATE) {
            return INGEST_DATE_NAME;
        }
        return transform == Transform.IDENTITY ? path : transform.id() + "(" + path + ")";
    }
}

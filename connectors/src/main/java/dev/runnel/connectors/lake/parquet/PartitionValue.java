package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Transform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one partition field keeps of a row: for the column itself its value, for times the number of whole days or
 * hours since 1970 (months and years are found from the day, when the folder is named). Not thread safe.
 */
public final class PartitionValue {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu");
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final Transform transform;
    private final int[] positions;
    private final int[] arities;
    private final LogicalType type;

    private PartitionValue(Transform transform, int[] positions, int[] arities, LogicalType type) {
        this.transform = transform;
        this.positions = positions;
        this.arities = arities;
        this.type = type;
    }

    /**
     * The reader for rows of a type.
     *
     * @throws IllegalArgumentException when there is no such column, or it cannot be partitioned so
     */
    public static PartitionValue of(RowType rows, PartitionField field) {
        List<String> steps = field.steps();
        int[] positions = new int[steps.size()];
        int[] arities = new int[steps.size()];
        LogicalType type = rows;
        for (int i = 0; i < positions.length; i++) {
            if (!(type instanceof RowType row) || row.getFieldIndex(steps.get(i)) < 0) {
                throw new IllegalArgumentException("partition_by '" + field + "': there is no column '" + field.path()
                        + "'; there are " + String.join(", ", rows.getFieldNames()));
            }
            positions[i] = row.getFieldIndex(steps.get(i));
            arities[i] = row.getFieldCount();
            type = row.getTypeAt(positions[i]);
        }
        if (!takes(field.transform(), type)) {
            throw new IllegalArgumentException("partition_by '" + field + "' needs "
                    + field.transform().wanted() + ", but '" + field.path() + "' is " + type.asSummaryString());
        }
        return new PartitionValue(field.transform(), positions, arities, type);
    }

    private static boolean takes(Transform transform, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> transform != Transform.IDENTITY;
            case DATE -> transform != Transform.HOUR;
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, CHAR, VARCHAR -> transform == Transform.IDENTITY;
            default -> false;
        };
    }

    /** The value of a row; null where it or a row that holds it is null. Valid as long as the row is. */
    public @Nullable Object of(RowData row) {
        RowData at = row;
        int last = positions.length - 1;
        for (int i = 0; i < last; i++) {
            if (at.isNullAt(positions[i])) {
                return null;
            }
            at = at.getRow(positions[i], arities[i + 1]);
        }
        return at.isNullAt(positions[last]) ? null : value(at, positions[last]);
    }

    private Object value(RowData row, int i) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> row.getBoolean(i);
            case TINYINT -> row.getByte(i);
            case SMALLINT -> row.getShort(i);
            case INTEGER -> row.getInt(i);
            case DATE -> (long) row.getInt(i);
            case BIGINT -> row.getLong(i);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> units(row.getTimestamp(i, ((TimestampType) type).getPrecision()));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                units(row.getTimestamp(i, ((LocalZonedTimestampType) type).getPrecision()));
            default -> row.getString(i);
        };
    }

    private long units(TimestampData time) {
        return Math.floorDiv(time.getMillisecond(), transform == Transform.HOUR ? HOUR_MILLIS : DAY_MILLIS);
    }

    /** The value in a form that outlives the row. */
    @Nullable
    Object keep(@Nullable Object value) {
        return value instanceof BinaryStringData text ? text.copy() : value;
    }

    /** The value as folders name it; null stays null. */
    @Nullable
    String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (transform) {
            case IDENTITY ->
                type.getTypeRoot().name().equals("DATE") ? day(value).toString() : value.toString();
            case DAY, INGEST_DATE -> day(value).toString();
            case MONTH -> MONTH.format(day(value));
            case YEAR -> YEAR.format(day(value));
            case HOUR -> HOUR.format(Instant.ofEpochSecond((Long) value * 3600).atOffset(ZoneOffset.UTC));
        };
    }

    private static LocalDate day(Object value) {
        return LocalDate.ofEpochDay((Long) value);
    }
}

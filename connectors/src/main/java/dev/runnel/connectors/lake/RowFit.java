package dev.runnel.connectors.lake;

import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Transform;
import dev.runnel.connectors.lake.parquet.PartitionValue;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.row.DirectRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/**
 * What a table cannot hold, though its column's type is right: found before the writers, which would fail with a file
 * half written. Not thread safe.
 */
final class RowFit {
    /** Microseconds since 1970 are kept in 64 bits. */
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1000 - 1;
    /** File systems allow 255 bytes a name. */
    private static final int LONGEST_NAME = 255;
    /** A byte of UTF-8 takes three characters of a URL. */
    private static final int URL_GROWTH = 3;

    private final List<Check> checks = new ArrayList<>();

    private interface Check {
        @Nullable
        Violation of(RowData row);
    }

    /** @param partitions those of an Iceberg table, whose folders are named by its own rules */
    RowFit(RowType rows, LandedColumns columns, List<PartitionField> partitions) {
        columns(columns.type(), columns.positions(), "", row -> row);
        partitions.forEach(field -> partition(rows, field));
    }

    /** The first thing that does not fit; null when all does. */
    @Nullable
    Violation check(RowData row) {
        for (Check check : checks) {
            Violation found = check.of(row);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private interface Parent {
        @Nullable
        RowData of(RowData row);
    }

    private void columns(RowType type, int @Nullable [] positions, String prefix, Parent parent) {
        for (int i = 0; i < type.getFieldCount(); i++) {
            int at = positions == null ? i : positions[i];
            LogicalType column = type.getTypeAt(i);
            String path = prefix + type.getFieldNames().get(i);
            switch (column.getTypeRoot()) {
                case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    add(parent, at, time(at, path, LogicalTypeChecks.getPrecision(column)));
                case MAP -> add(parent, at, keys(at, path));
                case ROW -> {
                    int size = ((RowType) column).getFieldCount();
                    columns((RowType) column, null, path + ".", row -> {
                        RowData above = parent.of(row);
                        return above == null || above.isNullAt(at) ? null : above.getRow(at, size);
                    });
                }
                default -> {
                    // every value of the type fits
                }
            }
        }
    }

    private void add(Parent parent, int at, Check check) {
        checks.add(row -> {
            RowData above = parent.of(row);
            return above == null || above.isNullAt(at) ? null : check.of(above);
        });
    }

    private static Check time(int at, String path, int precision) {
        return row -> {
            long millis = row instanceof DirectRow direct
                    ? direct.getMillis(at)
                    : row.getTimestamp(at, precision).getMillisecond();
            return Math.abs(millis) <= MOST_MILLIS
                    ? null
                    : range(
                            path,
                            "the time is " + millis / 1000
                                    + " s from 1970; tables hold times of 292,000 years before and after");
        };
    }

    private static Check keys(int at, String path) {
        return row -> {
            MapData map = row.getMap(at);
            ArrayData keys = map.keyArray();
            for (int i = 0; i < keys.size(); i++) {
                if (keys.isNullAt(i)) {
                    return range(path, "a map of a table has no null key");
                }
            }
            return null;
        };
    }

    private void partition(RowType rows, PartitionField field) {
        PartitionValue values = PartitionValue.of(rows, field);
        int room = LONGEST_NAME - field.name().length() - 1;
        if (field.transform() == Transform.HOUR) {
            checks.add(row -> values.of(row) instanceof Long hours && (int) (long) hours != hours
                    ? range(
                            field.path(),
                            "the hour is " + hours + " hours from 1970; " + field + " counts them in 32 bits")
                    : null);
        } else if (field.transform() == Transform.IDENTITY) {
            checks.add(row -> values.of(row) instanceof StringData text && !fits(text, room)
                    ? range(
                            field.path(),
                            "the value is too long for the name of a partition's folder: " + room
                                    + " bytes as in a URL")
                    : null);
        }
    }

    private static boolean fits(StringData text, int room) {
        int bytes = text instanceof BinaryStringData binary ? binary.getSizeInBytes() : text.toBytes().length;
        return bytes * URL_GROWTH <= room
                || URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).length() <= room;
    }

    private static Violation range(String field, String message) {
        return new Violation(Violation.Reason.RANGE, field, message, -1);
    }
}

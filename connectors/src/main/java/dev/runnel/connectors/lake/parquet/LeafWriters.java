package dev.runnel.connectors.lake.parquet;

import java.util.Arrays;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** One writer for each way a single value is stored. */
final class LeafWriters {
    private LeafWriters() {}

    /** A leaf: where it writes to, and the levels of a value that is there. */
    record Leaf(String name, boolean nullable, int nullLevel, ColumnWriter column) {
        int level() {
            return nullable ? nullLevel + 1 : nullLevel;
        }
    }

    /** Hands one value of a row to its column; the levels are those of a value that is there. */
    @FunctionalInterface
    private interface Value {
        void write(ColumnWriter column, RowData row, int position, int repetition, int definition);
    }

    private static final class LeafWriter extends NodeWriter {
        private final ColumnWriter column;
        private final int level;
        private final Value value;

        LeafWriter(Leaf leaf, Value value) {
            super(leaf.name(), leaf.nullable(), leaf.nullLevel());
            this.column = leaf.column();
            this.level = leaf.level();
            this.value = value;
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            value.write(column, row, position, repetition, level);
        }

        @Override
        void writeNull(int repetition, int definition) {
            column.writeNull(repetition, definition);
        }
    }

    static NodeWriter of(LogicalType type, Leaf leaf) {
        return new LeafWriter(leaf, value(type));
    }

    private static Value value(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (column, row, i, r, d) -> column.write(row.getBoolean(i), r, d);
            case TINYINT -> (column, row, i, r, d) -> column.write((int) row.getByte(i), r, d);
            case SMALLINT -> (column, row, i, r, d) -> column.write((int) row.getShort(i), r, d);
            case INTEGER, DATE -> (column, row, i, r, d) -> column.write(row.getInt(i), r, d);
            case BIGINT -> (column, row, i, r, d) -> column.write(row.getLong(i), r, d);
            case FLOAT -> (column, row, i, r, d) -> column.write(row.getFloat(i), r, d);
            case DOUBLE -> (column, row, i, r, d) -> column.write(row.getDouble(i), r, d);
            case CHAR, VARCHAR -> (column, row, i, r, d) -> column.write(text(row.getString(i)), r, d);
            case BINARY, VARBINARY ->
                (column, row, i, r, d) -> column.write(Binary.fromReusedByteArray(row.getBinary(i)), r, d);
            case TIME_WITHOUT_TIME_ZONE -> time((TimeType) type);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(((TimestampType) type).getPrecision());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(((LocalZonedTimestampType) type).getPrecision());
            case DECIMAL -> decimal((DecimalType) type);
            default -> throw new IllegalArgumentException("no column holds " + type.asSummaryString());
        };
    }

    private static Value time(TimeType type) {
        return ParquetSchema.isMillis(type)
                ? (column, row, i, r, d) -> column.write(row.getInt(i), r, d)
                : (column, row, i, r, d) -> column.write(row.getInt(i) * 1000L, r, d);
    }

    private static Value timestamp(int precision) {
        return (column, row, i, r, d) -> column.write(micros(row.getTimestamp(i, precision)), r, d);
    }

    /** Microseconds since the epoch; nanoseconds are cut off downwards, before 1970 too. */
    static long micros(TimestampData time) {
        return Math.addExact(Math.multiplyExact(time.getMillisecond(), 1000L), time.getNanoOfMillisecond() / 1000);
    }

    private static Value decimal(DecimalType type) {
        int precision = type.getPrecision();
        int scale = type.getScale();
        return switch (ParquetSchema.primitiveOf(type)) {
            case INT32 ->
                (column, row, i, r, d) ->
                        column.write((int) row.getDecimal(i, precision, scale).toUnscaledLong(), r, d);
            case INT64 ->
                (column, row, i, r, d) ->
                        column.write(row.getDecimal(i, precision, scale).toUnscaledLong(), r, d);
            default -> {
                byte[] buffer = new byte[ParquetSchema.bytes(precision)];
                yield (column, row, i, r, d) -> {
                    extend(row.getDecimal(i, precision, scale), buffer);
                    column.write(Binary.fromReusedByteArray(buffer), r, d);
                };
            }
        };
    }

    /** Writes the unscaled number big-endian into the whole buffer. */
    private static void extend(DecimalData decimal, byte[] buffer) {
        byte[] bytes = decimal.toUnscaledBytes();
        int gap = buffer.length - bytes.length;
        Arrays.fill(buffer, 0, gap, (byte) (bytes[0] < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, buffer, gap, bytes.length);
    }

    /** The text's own bytes where they lie in one piece on the heap, without a copy. */
    private static Binary text(StringData text) {
        if (text instanceof BinaryStringData binary) {
            binary.ensureMaterialized();
            MemorySegment[] segments = binary.getSegments();
            if (segments.length == 1 && !segments[0].isOffHeap()) {
                return Binary.fromReusedByteArray(segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes());
            }
        }
        return Binary.fromReusedByteArray(text.toBytes());
    }
}

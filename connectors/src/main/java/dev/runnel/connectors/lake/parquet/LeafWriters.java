package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.parquet.column.BooleanChunk;
import dev.runnel.connectors.lake.parquet.column.BytesChunk;
import dev.runnel.connectors.lake.parquet.column.Chunk;
import dev.runnel.connectors.lake.parquet.column.NumberChunk;
import dev.runnel.connectors.lake.parquet.column.NumberKind;
import dev.runnel.engine.row.DirectRow;
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
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** One writer for each way a single value is stored. */
final class LeafWriters {
    private LeafWriters() {}

    /** A leaf: where it writes to, and the levels of a value that is there. */
    record Leaf(String name, boolean nullable, int nullLevel, Chunk chunk) {
        int level() {
            return nullable ? nullLevel + 1 : nullLevel;
        }
    }

    /** @param slice where texts are shown, one for all leaves: they are written one after the other */
    static NodeWriter of(LogicalType type, Leaf leaf, DirectRow.Slice slice) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> new Booleans(leaf);
            case CHAR, VARCHAR -> new Texts(leaf, slice);
            case BINARY, VARBINARY -> new Bytes(leaf, (row, i) -> row.getBinary(i));
            case DECIMAL -> decimal((DecimalType) type, leaf);
            default -> new Numbers(leaf, number(type, ((NumberChunk) leaf.chunk()).kind()));
        };
    }

    /** A leaf that knows its column. */
    private abstract static class LeafWriter extends NodeWriter {
        private final Chunk chunk;
        final int level;

        LeafWriter(Leaf leaf) {
            super(leaf.name(), leaf.nullable(), leaf.nullLevel());
            this.chunk = leaf.chunk();
            this.level = leaf.level();
        }

        @Override
        void writeNull(int repetition, int definition) {
            chunk.addNull(repetition, definition);
        }
    }

    private static final class Booleans extends LeafWriter {
        private final BooleanChunk chunk;

        Booleans(Leaf leaf) {
            super(leaf);
            this.chunk = (BooleanChunk) leaf.chunk();
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            chunk.add(row.getBoolean(position), repetition, level);
        }
    }

    /** A number as its column's bits. */
    @FunctionalInterface
    private interface Number {
        long of(RowData row, int position);
    }

    private static final class Numbers extends LeafWriter {
        private final NumberChunk chunk;
        private final Number number;

        Numbers(Leaf leaf, Number number) {
            super(leaf);
            this.chunk = (NumberChunk) leaf.chunk();
            this.number = number;
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            chunk.add(number.of(row, position), repetition, level);
        }
    }

    private static Number number(LogicalType type, NumberKind column) {
        return switch (type.getTypeRoot()) {
            case TINYINT -> RowData::getByte;
            case SMALLINT -> RowData::getShort;
            case INTEGER, DATE -> RowData::getInt;
            case BIGINT -> RowData::getLong;
            case FLOAT -> (row, i) -> Float.floatToIntBits(row.getFloat(i));
            case DOUBLE -> (row, i) -> Double.doubleToLongBits(row.getDouble(i));
            case TIME_WITHOUT_TIME_ZONE ->
                column == NumberKind.INT32 ? RowData::getInt : (row, i) -> row.getInt(i) * 1000L;
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(((TimestampType) type).getPrecision());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(((LocalZonedTimestampType) type).getPrecision());
            default -> throw new IllegalArgumentException("no column holds " + type.asSummaryString());
        };
    }

    private static Number timestamp(int precision) {
        return (row, i) ->
                row instanceof DirectRow direct ? direct.getMicros(i) : micros(row.getTimestamp(i, precision));
    }

    private static NodeWriter decimal(DecimalType type, Leaf leaf) {
        int precision = type.getPrecision();
        int scale = type.getScale();
        if (ParquetSchema.primitiveOf(type) != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            return new Numbers(
                    leaf, (row, i) -> row.getDecimal(i, precision, scale).toUnscaledLong());
        }
        byte[] buffer = new byte[ParquetSchema.bytes(precision)];
        return new Bytes(leaf, (row, i) -> extended(row.getDecimal(i, precision, scale), buffer));
    }

    /** Writes the unscaled number big-endian into the whole buffer, which it gives. */
    private static byte[] extended(DecimalData decimal, byte[] buffer) {
        byte[] bytes = decimal.toUnscaledBytes();
        int gap = buffer.length - bytes.length;
        Arrays.fill(buffer, 0, gap, (byte) (bytes[0] < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, buffer, gap, bytes.length);
        return buffer;
    }

    /** The bytes of a value. */
    @FunctionalInterface
    private interface Value {
        byte[] of(RowData row, int position);
    }

    private static final class Bytes extends LeafWriter {
        private final BytesChunk chunk;
        private final Value value;

        Bytes(Leaf leaf, Value value) {
            super(leaf);
            this.chunk = (BytesChunk) leaf.chunk();
            this.value = value;
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            byte[] bytes = value.of(row, position);
            chunk.add(bytes, 0, bytes.length, repetition, level);
        }
    }

    /** Texts are taken from where they lie, without a copy, if they lie in one piece on the heap. */
    private static final class Texts extends LeafWriter {
        private final BytesChunk chunk;
        private final DirectRow.Slice slice;

        Texts(Leaf leaf, DirectRow.Slice slice) {
            super(leaf);
            this.slice = slice;
            this.chunk = (BytesChunk) leaf.chunk();
        }

        @Override
        void writeValue(RowData row, int position, int repetition) {
            if (row instanceof DirectRow direct) {
                direct.getText(position, slice);
                chunk.add(slice.bytes(), slice.start(), slice.length(), repetition, level);
                return;
            }
            StringData text = row.getString(position);
            if (text instanceof BinaryStringData binary) {
                binary.ensureMaterialized();
                MemorySegment[] segments = binary.getSegments();
                if (segments.length == 1 && !segments[0].isOffHeap()) {
                    chunk.add(segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes(), repetition, level);
                    return;
                }
            }
            byte[] bytes = text.toBytes();
            chunk.add(bytes, 0, bytes.length, repetition, level);
        }
    }

    /** Microseconds since the epoch; nanoseconds are cut off downwards, before 1970 too. */
    static long micros(TimestampData time) {
        return Math.addExact(Math.multiplyExact(time.getMillisecond(), 1000L), time.getNanoOfMillisecond() / 1000);
    }
}

package dev.runnel.engine.row;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.Layout;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Makes the reader of each slot of a layout, once. */
public final class SlotReaders {
    private final Layout layout;

    public SlotReaders(Layout layout) {
        this.layout = layout;
    }

    /** The reader of a slot, nested fields included. */
    public SlotReader of(int index) {
        Layout.Slot slot = layout.slot(index);
        SlotReader reader = reader(slot);
        return (record, bytes) -> record.isNull(index) ? null : reader.read(record, bytes);
    }

    private SlotReader reader(Layout.Slot slot) {
        int i = slot.index();
        Type type = slot.field().type();
        if (type instanceof Type.Primitive primitive) {
            return primitive(primitive, i);
        }
        if (type instanceof Type.Decimal decimal) {
            return decimal(decimal, i);
        }
        if (type instanceof RecordType) {
            return row(slot);
        }
        return (record, bytes) -> BoxedValues.internal(type, record.object(i));
    }

    private static SlotReader primitive(Type.Primitive type, int i) {
        return switch (type) {
            case BOOLEAN -> (record, bytes) -> record.number(i) != 0;
            case INT, DATE, TIME -> (record, bytes) -> (int) record.number(i);
            case BIGINT -> (record, bytes) -> record.number(i);
            case FLOAT -> (record, bytes) -> (float) Double.longBitsToDouble(record.number(i));
            case DOUBLE -> (record, bytes) -> Double.longBitsToDouble(record.number(i));
            case STRING, JSON -> (record, bytes) -> text(record, i, bytes);
            case BYTES -> (record, bytes) -> copy(record, i);
            case TIMESTAMP -> (record, bytes) -> instant(record.number(i));
        };
    }

    private static SlotReader decimal(Type.Decimal type, int i) {
        int precision = type.precision();
        int scale = type.scale();
        if (precision <= 18) {
            return (record, bytes) -> DecimalData.fromUnscaledLong(record.number(i), precision, scale);
        }
        return (record, bytes) -> DecimalData.fromBigDecimal((BigDecimal) record.object(i), precision, scale);
    }

    private SlotReader row(Layout.Slot slot) {
        List<SlotReader> readers = new ArrayList<>();
        for (int child = slot.index() + 1;
                child < slot.end();
                child = layout.slot(child).end()) {
            readers.add(of(child));
        }
        SlotReader[] fields = readers.toArray(SlotReader[]::new);
        return (record, bytes) -> {
            GenericRowData row = new GenericRowData(fields.length);
            for (int f = 0; f < fields.length; f++) {
                row.setField(f, fields[f].read(record, bytes));
            }
            return row;
        };
    }

    /** Text that lies in the record's own bytes stays there; unescaped text lies in a buffer that is used again. */
    private static StringData text(DecodedRecord record, int slot, byte[] bytes) {
        if (record.buffer(slot) == bytes) {
            return StringData.fromBytes(bytes, record.start(slot), record.length(slot));
        }
        return StringData.fromBytes(copy(record, slot));
    }

    private static byte[] copy(DecodedRecord record, int slot) {
        int start = record.start(slot);
        return Arrays.copyOfRange(record.buffer(slot), start, start + record.length(slot));
    }

    /** Microseconds since the epoch as Flink's instant. */
    static TimestampData instant(long micros) {
        return TimestampData.fromEpochMillis(Math.floorDiv(micros, 1000L), (int) Math.floorMod(micros, 1000L) * 1000);
    }
}

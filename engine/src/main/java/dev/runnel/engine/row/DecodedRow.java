package dev.runnel.engine.row;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.Layout;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.variant.Variant;

/**
 * Some slots of a decoded record, shown as a row: what the record holds next, the row shows next. Columns that are no
 * slots are known to an heir.
 */
public class DecodedRow implements DirectRow {
    /** Decimals of so many digits are held as a number. */
    private static final int LONG_DIGITS = 18;

    private static final String NO_SLOT = "no slot of the record: ";

    private final DecodedRecord record;
    private final int[] slots;
    private final Type[] types;
    private final DecodedRow[] rows;
    private RowKind kind = RowKind.INSERT;

    /** @param slots one for each column; below 0 what an heir knows it by */
    protected DecodedRow(DecodedRecord record, int[] slots) {
        this.record = record;
        this.slots = slots.clone();
        this.types = new Type[slots.length];
        this.rows = new DecodedRow[slots.length];
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] >= 0) {
                Layout.Slot slot = record.layout().slot(slots[i]);
                types[i] = slot.field().type();
                if (types[i] instanceof RecordType) {
                    rows[i] = new DecodedRow(record, children(record.layout(), slot));
                }
            }
        }
    }

    private static int[] children(Layout layout, Layout.Slot parent) {
        int[] children = new int[((RecordType) parent.field().type()).fields().size()];
        int next = parent.index() + 1;
        for (int i = 0; i < children.length; i++) {
            children[i] = next;
            next = layout.slot(next).end();
        }
        return children;
    }

    /** Whether a column that is no slot has no value. */
    protected boolean isNullBeside(int column) {
        throw new IllegalArgumentException(NO_SLOT + column);
    }

    /** A number that is no slot's. */
    protected long numberBeside(int column) {
        throw new IllegalArgumentException(NO_SLOT + column);
    }

    /** A timestamp that is no slot's, in milliseconds since the epoch. */
    protected long millisBeside(int column) {
        throw new IllegalArgumentException(NO_SLOT + column);
    }

    /** A text that is no slot's. */
    protected String textBeside(int column) {
        throw new IllegalArgumentException(NO_SLOT + column);
    }

    private long number(int position) {
        int slot = slots[position];
        return slot < 0 ? numberBeside(slot) : record.number(slot);
    }

    private Object object(int position) {
        return Objects.requireNonNull(record.object(slots[position]));
    }

    @Override
    public int getArity() {
        return slots.length;
    }

    @Override
    public RowKind getRowKind() {
        return kind;
    }

    @Override
    public void setRowKind(RowKind kind) {
        this.kind = kind;
    }

    @Override
    public boolean isNullAt(int position) {
        int slot = slots[position];
        return slot < 0 ? isNullBeside(slot) : record.isNull(slot);
    }

    @Override
    public boolean getBoolean(int position) {
        return number(position) != 0;
    }

    @Override
    public byte getByte(int position) {
        return (byte) number(position);
    }

    @Override
    public short getShort(int position) {
        return (short) number(position);
    }

    @Override
    public int getInt(int position) {
        return (int) number(position);
    }

    @Override
    public long getLong(int position) {
        return number(position);
    }

    @Override
    public float getFloat(int position) {
        return (float) getDouble(position);
    }

    @Override
    public double getDouble(int position) {
        return Double.longBitsToDouble(number(position));
    }

    @Override
    public long getMillis(int position) {
        int slot = slots[position];
        return slot < 0 ? millisBeside(slot) : Math.floorDiv(record.number(slot), 1000L);
    }

    @Override
    public long getMicros(int position) {
        int slot = slots[position];
        return slot < 0 ? millisBeside(slot) * 1000 : record.number(slot);
    }

    @Override
    public TimestampData getTimestamp(int position, int precision) {
        int slot = slots[position];
        return slot < 0 ? TimestampData.fromEpochMillis(millisBeside(slot)) : SlotReaders.instant(record.number(slot));
    }

    @Override
    public void getText(int position, Slice into) {
        int slot = slots[position];
        if (slot < 0) {
            byte[] bytes = textBeside(slot).getBytes(StandardCharsets.UTF_8);
            into.show(bytes, 0, bytes.length);
        } else {
            into.show(record.buffer(slot), record.start(slot), record.length(slot));
        }
    }

    @Override
    public StringData getString(int position) {
        int slot = slots[position];
        return slot < 0
                ? StringData.fromString(textBeside(slot))
                : StringData.fromBytes(record.buffer(slot), record.start(slot), record.length(slot));
    }

    @Override
    public byte[] getBinary(int position) {
        int slot = slots[position];
        int start = record.start(slot);
        return Arrays.copyOfRange(record.buffer(slot), start, start + record.length(slot));
    }

    @Override
    public DecimalData getDecimal(int position, int precision, int scale) {
        Type.Decimal type = (Type.Decimal) types[position];
        return type.precision() <= LONG_DIGITS
                ? DecimalData.fromUnscaledLong(number(position), type.precision(), type.scale())
                : DecimalData.fromBigDecimal((BigDecimal) object(position), type.precision(), type.scale());
    }

    @Override
    public ArrayData getArray(int position) {
        return (ArrayData) Objects.requireNonNull(BoxedValues.internal(types[position], object(position)));
    }

    @Override
    public MapData getMap(int position) {
        return (MapData) Objects.requireNonNull(BoxedValues.internal(types[position], object(position)));
    }

    @Override
    public RowData getRow(int position, int fields) {
        return rows[position];
    }

    @Override
    public <T> RawValueData<T> getRawValue(int position) {
        throw new IllegalArgumentException("a record holds no raw value: " + position);
    }

    @Override
    public Variant getVariant(int position) {
        throw new IllegalArgumentException("a record holds no variant: " + position);
    }
}

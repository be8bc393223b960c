package dev.runnel.engine.log;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.Layout;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.row.DirectRow;
import dev.runnel.engine.row.SlotReader;
import dev.runnel.engine.row.SlotReaders;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Decodes records of a log into rows of given columns. Not thread safe. */
public final class RecordRows {
    /** A column of {@link LogRecord#row}, which no field can be named as, for {@link #row} and {@link #gone} alone. */
    public static final String ROW = "row of the source";

    private final LogFormat format;
    private final WireReader reader;
    private final RecordDecoder decoder;
    private final DecodedRecord decoded;
    private final Column[] columns;
    private final List<String> names;
    private final @Nullable LogRow shown;
    private final int eventTime;
    private final LogRedaction redaction;

    private interface Column {
        @Nullable
        Object of(LogRecord record, byte[] bytes);
    }

    /**
     * @param columns dotted paths of fields, or names of system columns, in the order of the rows
     * @throws IllegalArgumentException when one is neither
     */
    public RecordRows(Contract contract, List<String> columns) {
        this(contract, columns, LogFormat.JSON);
    }

    /**
     * The same for a log of another format.
     *
     * @throws IllegalArgumentException when a column is neither
     */
    public RecordRows(Contract declared, List<String> columns, LogFormat format) {
        Contract contract = format.contract(declared);
        this.format = format;
        this.reader = format.reader(declared);
        this.decoder = RecordDecoder.of(contract);
        this.decoded = decoder.newRecord();
        Layout layout = decoder.layout();
        this.eventTime = contract.eventTime()
                .map(layout::find)
                .orElse(OptionalInt.empty())
                .orElse(-1);
        this.redaction = new LogRedaction(declared, format);
        SlotReaders readers = new SlotReaders(layout);
        this.names = List.copyOf(columns);
        this.shown = names.contains(ROW) ? null : new LogRow(decoded, columns, eventTime, format);
        this.columns = columns.stream().map(c -> column(c, layout, readers)).toArray(Column[]::new);
    }

    /** A new row, or null when the record breaks the contract; {@link #decoded} then says how. */
    public @Nullable RowData row(LogRecord record) {
        byte[] bytes = decode(record);
        return bytes == null ? null : row(record, bytes);
    }

    /** Of a record that {@link LogRecord#isGone}: {@link #ROW} and a time that moves no clock, and else nulls. */
    RowData gone(LogRecord record) {
        GenericRowData row = new GenericRowData(RowKind.DELETE, columns.length);
        for (int i = 0; i < columns.length; i++) {
            if (names.get(i).equals(ROW)) {
                row.setField(i, StringData.fromString(record.row()));
            } else if (names.get(i).equals(SystemColumn.EVENT_TIME.column())) {
                row.setField(i, TimestampData.fromEpochMillis(0));
            }
        }
        return row;
    }

    /** The same as a row that is used again for the next record. */
    public @Nullable DirectRow shown(LogRecord record) {
        if (decode(record) == null) {
            return null;
        }
        LogRow row = Objects.requireNonNull(shown);
        row.show(record);
        return row;
    }

    /** The bytes that the record was decoded from; null when it breaks the contract. */
    private byte @Nullable [] decode(LogRecord record) {
        byte[] bytes;
        try {
            bytes = reader.json(record.value() == null ? new byte[0] : record.value());
        } catch (WireException e) {
            decoder.refuse(decoded, e.reason(), e.text());
            return null;
        }
        if (!decoder.decode(bytes, 0, bytes.length, decoded)) {
            return null;
        }
        byte[] treated = redaction.treated(record, bytes);
        if (treated != bytes) {
            bytes = treated;
            decoder.decode(bytes, 0, bytes.length, decoded);
        }
        return bytes;
    }

    private RowData row(LogRecord record, byte[] bytes) {
        GenericRowData row = new GenericRowData(columns.length);
        for (int i = 0; i < columns.length; i++) {
            row.setField(i, columns[i].of(record, bytes));
        }
        return row;
    }

    /** What can be read of a record's bytes, though they break the contract: what does is null. */
    RowData readable(byte[] value) {
        byte[] bytes = value;
        try {
            bytes = reader.json(value);
            decoder.decode(bytes, 0, bytes.length, decoded);
        } catch (WireException e) {
            decoder.refuse(decoded, e.reason(), e.text());
        }
        return row(new LogRecord(null, value, 0, null, null, 0, 0), bytes);
    }

    /** The record decoded last. */
    public DecodedRecord decoded() {
        return decoded;
    }

    private Column column(String name, Layout layout, SlotReaders readers) {
        if (name.equals(ROW)) {
            return (record, bytes) -> StringData.fromString(record.row());
        }
        OptionalInt slot = layout.find(name);
        if (slot.isPresent()) {
            SlotReader reader = readers.of(slot.getAsInt());
            return (record, bytes) -> reader.read(decoded, bytes);
        }
        SystemColumn system = Arrays.stream(SystemColumn.values())
                .filter(c -> c.column().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field or system column is named " + name));
        return system(system);
    }

    private Column system(SystemColumn column) {
        return switch (column) {
            case EVENT_TIME -> (record, bytes) -> TimestampData.fromEpochMillis(eventTime(record));
            case RECEIVED_AT -> (record, bytes) -> TimestampData.fromEpochMillis(record.receivedAt());
            case CORRELATION_ID -> (record, bytes) -> StringData.fromString(record.correlationId());
            case SCHEMA_ID -> (record, bytes) -> StringData.fromString(format.schemaId(record));
            case PARTITION -> (record, bytes) -> record.partition();
            case OFFSET -> (record, bytes) -> record.offset();
        };
    }

    private long eventTime(LogRecord record) {
        return eventTime < 0 || decoded.isNull(eventTime)
                ? record.receivedAt()
                : Math.floorDiv(decoded.number(eventTime), 1000L);
    }
}

package dev.runnel.engine.log;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidColumns;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.row.RowTypes;
import dev.runnel.engine.row.ShippedContract;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads an invalid topic as rows, so that what was refused can be queried beside what was accepted: how each record
 * failed, and the contract's columns with what can be read of it; what is broken is null.
 */
public final class InvalidRows implements KafkaRecordDeserializationSchema<RowData> {
    private final ShippedContract contract;
    private final LogFormat format;
    private transient @Nullable RecordRows sent;
    private transient @Nullable RecordRows kept;

    /**
     * Rows of a stream's invalid records.
     *
     * @param format of the stream's log, in which those stand that were refused behind it
     */
    public InvalidRows(ShippedContract contract, LogFormat format) {
        this.contract = contract;
        this.format = format;
    }

    /** The rows: the original is text when its bytes are UTF-8, else bytes; never both. */
    public static RowType type(Contract contract) {
        List<RowType.RowField> columns = new ArrayList<>();
        InvalidColumns.FAILURE.forEach(name -> columns.add(new RowType.RowField(name, failure(name))));
        List<Field> fields = contract.type().fields();
        List<String> names = InvalidColumns.of(fields.stream().map(Field::name).toList());
        for (int i = 0; i < names.size(); i++) {
            columns.add(new RowType.RowField(names.get(i), RowTypes.nullable(RowTypes.of(fields.get(i)))));
        }
        return new RowType(false, columns);
    }

    private static LogicalType failure(String column) {
        return switch (column) {
            case Headers.RECEIVED_AT -> new LocalZonedTimestampType(false, 3);
            case InvalidColumns.ORIGINAL_BYTES -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case "_partition" -> RowTypes.of(SystemColumn.PARTITION);
            case "_offset" -> RowTypes.of(SystemColumn.OFFSET);
            default -> RowTypes.string();
        };
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        Contract known = contract.contract();
        List<String> columns = known.type().fields().stream().map(Field::name).toList();
        sent = new RecordRows(known, columns);
        kept = new RecordRows(known, columns, format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Optional<String> text = utf8(value);
        RecordRows fields = format.isFramed(value) ? kept : sent;
        RowData readable = Objects.requireNonNull(fields).readable(value);
        GenericRowData row = new GenericRowData(InvalidColumns.FAILURE.size() + readable.getArity());
        int at = 0;
        row.setField(
                at++,
                StringData.fromString(LogRecord.header(record, Headers.STREAM).orElse(contract.stream())));
        row.setField(at++, header(record, Headers.STAGE));
        row.setField(at++, header(record, Headers.CODE));
        row.setField(at++, header(record, Headers.FIELD));
        row.setField(at++, header(record, Headers.MESSAGE));
        row.setField(at++, TimestampData.fromEpochMillis(LogRecord.receivedAt(record)));
        row.setField(at++, header(record, Headers.CORRELATION_ID));
        row.setField(at++, header(record, Headers.SOURCE));
        row.setField(at++, header(record, Headers.DESTINATION));
        row.setField(at++, StringData.fromString(text.orElse(null)));
        row.setField(at++, text.isPresent() ? null : value);
        row.setField(at++, record.partition());
        row.setField(at++, record.offset());
        for (int i = 0; i < readable.getArity(); i++) {
            row.setField(at + i, ((GenericRowData) readable).getField(i));
        }
        out.collect(row);
    }

    private static StringData header(ConsumerRecord<byte[], byte[]> record, String name) {
        return StringData.fromString(LogRecord.header(record, name).orElse(null));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return InternalTypeInfo.of(type(contract.contract()));
    }
}

package dev.runnel.engine.log;

import dev.runnel.core.record.Headers;
import dev.runnel.engine.row.ShippedContract;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records into the columns that a model reads. Records that break the contract are left out: the landing of the
 * stream reports them, once. So are those that are replayed for one destination: the model has read them before.
 */
public final class RowSchema implements KafkaRecordDeserializationSchema<RowData> {
    private final ShippedContract contract;
    private final LogFormat format;
    private final List<String> columns;
    private final RowType type;
    private transient @Nullable RecordRows rows;

    /** @param columns as {@link RecordRows} takes them, one for each field of {@code type} */
    public RowSchema(ShippedContract contract, LogFormat format, List<String> columns, RowType type) {
        this.contract = contract;
        this.format = format;
        this.columns = List.copyOf(columns);
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        rows = new RecordRows(contract.contract(), columns, format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out) {
        if (record.headers().lastHeader(Headers.REPLAY_TO) != null) {
            return;
        }
        LogRecord read = LogRecord.of(record);
        RecordRows decoding = Objects.requireNonNull(rows);
        boolean isGone = read.isGone();
        if (isGone && !columns.contains(RecordRows.ROW)) {
            return; // of a source that the stream had before
        }
        RowData row = isGone ? decoding.gone(read) : decoding.row(read);
        if (row != null) {
            out.collect(row);
        }
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return InternalTypeInfo.of(type);
    }
}

package dev.runnel.engine.invalid;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.Refused;
import dev.runnel.engine.log.LogFormat;
import dev.runnel.engine.log.LogPositions;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.LogRedaction;
import dev.runnel.engine.row.JsonRows;
import dev.runnel.engine.row.ShippedContract;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes invalid records of the rows of a stream that one destination refused: the bytes that stand in the log, read again
 * by their position. Rows are few that are refused, so nothing is carried along for them.
 */
public final class RefusedLogRecords extends ProcessFunction<RowData, InvalidRecord> {
    private final String stream;
    private final String destination;
    private final String topic;
    private final String schemaId;
    private final ShippedContract contract;
    private final LogFormat format;
    private final RowType type;
    private final HashMap<String, Object> kafka;
    private final int partition;
    private final int offset;
    private transient @Nullable LogPositions log;
    private transient @Nullable JsonRows json;
    private transient @Nullable LogRedaction redaction;

    /**
     * Of one destination.
     *
     * @param destination as {@link dev.runnel.core.pipeline.Names#destination} names it
     * @param type the landed rows, with their position among the system columns
     */
    public RefusedLogRecords(Stream stream, String destination, RowType type, Environment environment) {
        Contract contract = stream.contract();
        this.destination = destination;
        this.stream = stream.name();
        this.topic = stream.log().topic();
        this.schemaId = contract.schemaId();
        this.contract = ShippedContract.of(contract);
        this.format = LogFormat.of(stream, environment);
        this.type = type;
        this.kafka = new HashMap<>(environment.kafkaProperties());
        kafka.put("bootstrap.servers", environment.bootstrapServers());
        this.partition = type.getFieldIndex(SystemColumn.PARTITION.column());
        this.offset = type.getFieldIndex(SystemColumn.OFFSET.column());
    }

    @Override
    public void open(OpenContext context) {
        log = new LogPositions(topic, kafka);
        json = new JsonRows(type);
        redaction = new LogRedaction(contract.contract(), format);
    }

    @Override
    public void processElement(RowData refused, Context context, Collector<InvalidRecord> out) {
        RowData row = Refused.row(refused, type.getFieldCount());
        Violation why = Refused.violation(refused);
        String source = topic + "/" + row.getInt(partition) + "/" + row.getLong(offset);
        Optional<LogRecord> original = Objects.requireNonNull(log).read(row.getInt(partition), row.getLong(offset));
        // A log that was cut in the meantime has the record no more; its row is better than nothing.
        LogRedaction pii = Objects.requireNonNull(redaction);
        out.collect(original.map(record -> of(pii.treated(record), why, source))
                .orElseGet(() -> new InvalidRecord(
                        null,
                        Objects.requireNonNull(json).object(row),
                        stream,
                        Stage.WRITE.id(),
                        why.reason().id(),
                        why.field(),
                        why.message() + " (the log does not have the original any more: this is its row)",
                        source,
                        destination,
                        context.timerService().currentProcessingTime(),
                        null,
                        schemaId)));
    }

    private InvalidRecord of(LogRecord record, Violation why, String source) {
        return new InvalidRecord(
                record.key(),
                record.value(),
                stream,
                Stage.WRITE.id(),
                why.reason().id(),
                why.field(),
                why.message(),
                source,
                destination,
                record.receivedAt(),
                record.correlationId(),
                record.schemaId());
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}

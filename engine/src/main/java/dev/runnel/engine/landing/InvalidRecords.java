package dev.runnel.engine.landing;

import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.log.LogFormat;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.LogRedaction;
import dev.runnel.engine.log.RecordRows;
import dev.runnel.engine.row.ShippedContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record that broke its contract to the invalid topic: its own bytes, personal data treated, and why in the
 * headers.
 */
final class InvalidRecords implements KafkaRecordSerializationSchema<LogRecord> {
    private final ShippedContract contract;
    private final LogFormat format;
    private final String topic;
    private final String invalidTopic;
    private transient @Nullable RecordRows rows;
    private transient @Nullable LogRedaction redaction;

    InvalidRecords(ShippedContract contract, LogFormat format, String topic, String invalidTopic) {
        this.contract = contract;
        this.format = format;
        this.topic = topic;
        this.invalidTopic = invalidTopic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        rows = new RecordRows(contract.contract(), List.of(), format);
        redaction = new LogRedaction(contract.contract(), format);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(LogRecord record, KafkaSinkContext context, Long timestamp) {
        // Decoded a second time rather than carried along: invalid records are few.
        RecordRows again = Objects.requireNonNull(rows);
        again.row(record);
        Violation first = again.decoded().violations().stream()
                .findFirst()
                .orElse(new Violation(Violation.Reason.SYNTAX, "", "the record is empty", 0));
        LogRecord treated = Objects.requireNonNull(redaction).treated(record);
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(invalidTopic, treated.key(), treated.value());
        header(out, Headers.STREAM, contract.stream());
        header(out, Headers.STAGE, Stage.DECODE.id());
        header(out, Headers.CODE, first.reason().id());
        header(out, Headers.FIELD, first.field());
        header(out, Headers.MESSAGE, first.message());
        header(out, Headers.SOURCE, topic + "/" + record.partition() + "/" + record.offset());
        header(out, Headers.RECEIVED_AT, String.valueOf(record.receivedAt()));
        header(out, Headers.CORRELATION_ID, record.correlationId());
        header(out, Headers.SCHEMA_ID, record.schemaId());
        header(out, Headers.CONTRACT, record.contract());
        header(out, Headers.DESTINATION, record.replayTo());
        return out;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}

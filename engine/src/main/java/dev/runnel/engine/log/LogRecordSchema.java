package dev.runnel.engine.log;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on every record as it is. */
public final class LogRecordSchema implements KafkaRecordDeserializationSchema<LogRecord> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogRecord> out) {
        out.collect(LogRecord.of(record));
    }

    @Override
    public TypeInformation<LogRecord> getProducedType() {
        return LogRecordType.INSTANCE;
    }
}

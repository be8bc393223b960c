package dev.runnel.connectors.kafka;

import dev.runnel.core.record.Violation;
import dev.runnel.engine.Refused;
import dev.runnel.engine.Target;
import dev.runnel.engine.destination.TopicLimit;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.schema.wire.WireException;
import java.util.HashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Serializes rows and lets those pass that the topic and the producer take; a longer one would fail the producer, and
 * with it the job, again and again. The topic's limit is asked for at each start of the job.
 */
final class SizedRows extends ProcessFunction<RowData, LogRecord> {
    private final String topic;
    private final RowRecords records;
    private final OutputTag<RowData> refused;
    private final HashMap<String, Object> kafka;
    private int limit;

    SizedRows(Target target, OutputTag<RowData> refused, HashMap<String, Object> kafka) {
        this.topic = target.settings().get(KafkaConnector.TOPIC);
        this.records = new RowRecords(target);
        this.refused = refused;
        this.kafka = kafka;
    }

    @Override
    public void open(OpenContext context) {
        records.open();
        limit = TopicLimit.of(topic, kafka);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<LogRecord> out) {
        LogRecord record;
        try {
            record = records.record(row);
        } catch (WireException e) {
            context.output(refused, Refused.of(row, new Violation(Violation.Reason.WRITE, "", e.text(), -1)));
            return;
        }
        if (record == null) {
            return;
        }
        int size = TopicLimit.size(record.key(), record.value());
        if (size <= limit) {
            out.collect(record);
        } else {
            context.output(refused, Refused.of(row, TopicLimit.tooLarge(size, topic, limit)));
        }
    }
}

package dev.runnel.connectors.view;

import dev.runnel.core.pipeline.Names;
import dev.runnel.engine.Refused;
import dev.runnel.engine.Target;
import dev.runnel.engine.destination.TopicLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the writers of one view. They keep no state: writing a row again has the same effect. */
final class ViewSink implements Sink<RowData> {
    private final String topic;
    private final RowType type;
    private final List<String> key;
    private final HashMap<String, String> kafka;

    ViewSink(Target target) {
        this.topic = Names.viewTopic(target.pipeline(), target.name());
        this.type = target.type();
        // Without a key the whole row identifies itself.
        this.key = target.key().isEmpty() && !target.oneRow() ? target.type().getFieldNames() : target.key();
        this.kafka = new HashMap<>(target.environment().kafkaProperties());
        kafka.put("bootstrap.servers", target.environment().bootstrapServers());
    }

    /** Says which rows the topic refuses. */
    static DataStream<RowData> attach(DataStream<RowData> rows, Target target) {
        ViewSink sink = new ViewSink(target);
        OutputTag<RowData> refused = new OutputTag<>("refused", Refused.type(target.type()));
        SingleOutputStreamOperator<RowData> fitting = rows.process(
                        new FittingRows(sink.topic, sink.type, sink.key, refused, sink.kafka),
                        InternalTypeInfo.of(target.type()))
                .setParallelism(rows.getParallelism()) // each has one predecessor, so that changes keep their order
                .name(target.uid() + "/fit")
                .uid(target.uid() + "/fit");
        fitting.sinkTo(sink)
                .name(target.uid() + "/write")
                .uid(target.uid() + "/write")
                .setParallelism(rows.getParallelism());
        return fitting.getSideOutput(refused);
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("client.id", topic + "-" + context.getTaskInfo().getIndexOfThisSubtask());
        properties.put("acks", "all");
        properties.put("max.request.size", String.valueOf(TopicLimit.MAX_REQUEST));
        properties.put("batch.size", String.valueOf(TopicLimit.batch(topic, Map.copyOf(kafka))));
        properties.put("linger.ms", "0");
        properties.put("delivery.timeout.ms", "30000");
        properties.put("request.timeout.ms", "10000");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        return new ViewWriter(topic, type, key, producer, context.getProcessingTimeService());
    }
}

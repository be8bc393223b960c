package dev.runnel.bench.latency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** In by a producer, out by a consumer: for contenders that have no HTTP, and so less to do. */
final class KafkaWay implements Way {
    private final String in;
    private final String out;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closing;

    KafkaWay(String bootstrapServers, String in, String out) {
        this.in = in;
        this.out = out;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void see(BiConsumer<Integer, Integer> sensorAndNumber) {
        List<TopicPartition> partitions = consumer.partitionsFor(out).stream()
                .map(p -> new TopicPartition(out, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Thread thread = new Thread(
                () -> {
                    while (!closing) {
                        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                            String text = new String(record.value(), StandardCharsets.UTF_8);
                            int number = text.lastIndexOf(':') + 1;
                            sensorAndNumber.accept(
                                    Integer.parseInt(text.substring(
                                            text.indexOf(":\"s") + 3, text.indexOf('"', text.indexOf(":\"s") + 3))),
                                    Integer.parseInt(text.substring(number, text.length() - 1)));
                        }
                    }
                },
                "consumer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void send(List<Event> events) {
        for (Event event : events) {
            producer.send(new ProducerRecord<>(
                    in,
                    ("s" + event.sensor()).getBytes(StandardCharsets.UTF_8),
                    event.json().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        closing = true;
        producer.close(Duration.ZERO);
    }
}

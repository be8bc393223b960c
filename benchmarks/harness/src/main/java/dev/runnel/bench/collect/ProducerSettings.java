package dev.runnel.bench.collect;

import dev.runnel.bench.process.Templates;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of the contenders that have one of their own making, with the settings of Runnel's. */
final class ProducerSettings {
    static final String RESOURCE = "collect/producer.properties";

    private ProducerSettings() {}

    static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(Templates.text(RESOURCE, Map.of("bootstrap", bootstrapServers))));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string cannot fail", e);
        }
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}

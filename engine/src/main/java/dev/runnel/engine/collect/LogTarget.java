package dev.runnel.engine.collect;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Stream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where what a source gives is written to, in a form that Flink can send.
 *
 * @param group the consumer group under which the writing tells how far it is
 * @param contract {@link dev.runnel.core.contract.Contract#schemaId} of the stream's contract
 * @param kafka settings of a Kafka client, its servers among them; never printed
 */
record LogTarget(
        String stream, String topic, String invalidTopic, String group, String contract, HashMap<String, Object> kafka)
        implements Serializable {

    static LogTarget of(String group, Stream stream, Environment environment) {
        HashMap<String, Object> kafka = new HashMap<>(environment.kafkaProperties());
        kafka.put("bootstrap.servers", environment.bootstrapServers());
        kafka.put("enable.metrics.push", false);
        return new LogTarget(
                stream.name(),
                stream.log().topic(),
                stream.invalidTopic(),
                group,
                stream.contract().schemaId(),
                kafka);
    }

    List<String> topics() {
        return List.of(topic, invalidTopic);
    }

    /** Settings of a client of its own name. */
    Map<String, Object> client(String use) {
        Map<String, Object> client = new HashMap<>(kafka);
        client.put("client.id", group + "-" + use);
        return client;
    }

    @Override
    public String toString() {
        return topic; // the settings may hold a secret
    }
}

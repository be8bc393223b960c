package dev.runnel.core.pipeline;

import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.contract.Compatibility;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.record.WireFormat;
import java.util.List;
import java.util.Optional;

/**
 * A named, typed sequence of records.
 *
 * @param log the topic that makes it durable
 * @param invalidTopic the topic of its invalid records
 * @param stopAfter how many invalid records stop it; never when empty
 * @param compatibility what it promises when its contract changes
 * @param destinations where its valid records are landed
 */
public record Stream(
        String name,
        String description,
        Endpoint source,
        Log log,
        Contract contract,
        String invalidTopic,
        Optional<StopAfter> stopAfter,
        Compatibility compatibility,
        List<Endpoint> destinations,
        Location at) {
    public Stream {
        destinations = List.copyOf(destinations);
    }

    /** The name by which those who send by WebSocket find it as a group: what its source says, else its own. */
    public String group() {
        return source.connector() instanceof HttpSource
                ? source.settings().find(HttpSource.OCS_GROUP).orElse(name)
                : name;
    }

    /**
     * The Kafka topic of a stream.
     *
     * @param partitions at least 1
     * @param format how its values are written
     * @param wanted whether the declaration asks for what the source gives to go through it; empty where it says nothing,
     *     and what reads the stream decides
     */
    public record Log(String topic, int partitions, WireFormat format, Optional<Boolean> wanted) {
        /** A log of which nothing is said. */
        public Log(String topic, int partitions, WireFormat format) {
            this(topic, partitions, format, Optional.empty());
        }

        /** A log of plain JSON. */
        public Log(String topic, int partitions) {
            this(topic, partitions, WireFormat.JSON);
        }
    }
}

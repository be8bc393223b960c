package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.contract.Compatibility;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.record.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A named, typed sequence of records.
 *
 * @param sources every one that can be chosen for it, {@code source} among them
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
        List<Endpoint> sources,
        Log log,
        Contract contract,
        String invalidTopic,
        Optional<StopAfter> stopAfter,
        Compatibility compatibility,
        List<Endpoint> destinations,
        Location at) {
    public Stream {
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
    }

    /** The name by which those who send by WebSocket find it as a group: what its source says, else its own. */
    public String group() {
        return pushed().filter(s -> s.connector() instanceof HttpSource)
                .flatMap(s -> s.settings().find(HttpSource.OCS_GROUP))
                .orElse(name);
    }

    /**
     * Whether a source takes rows back: the one that is read, or another one, for the log keeps what an earlier choice took
     * back.
     */
    public boolean retracts() {
        return sources.stream().anyMatch(s -> has(s, Capability.RETRACTS));
    }

    /** What is declared of records that are pushed, which any stream takes, whatever else is chosen for it. */
    public Optional<Endpoint> pushed() {
        return sources.stream().filter(s -> has(s, Capability.PUSHED)).findFirst();
    }

    private static boolean has(Endpoint endpoint, Capability capability) {
        return endpoint.connector().spec().capabilities().contains(capability);
    }

    /**
     * The Kafka topic of a stream.
     *
     * @param partitions at least 1
     * @param format how its values are written
     * @param wanted whether the declaration asks for what the source gives to go through it; empty where it says nothing,
     *     and what reads the stream decides
     * @param commit how often what a source gives is committed to it; empty where the source decides
     */
    public record Log(
            String topic, int partitions, WireFormat format, Optional<Boolean> wanted, Optional<Duration> commit) {
        /** A log of which nothing is said. */
        public Log(String topic, int partitions, WireFormat format) {
            this(topic, partitions, format, Optional.empty(), Optional.empty());
        }

        /** A log of plain JSON. */
        public Log(String topic, int partitions) {
            this(topic, partitions, WireFormat.JSON);
        }
    }
}

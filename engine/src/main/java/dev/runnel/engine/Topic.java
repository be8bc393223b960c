package dev.runnel.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Kafka topic that must be there before the jobs start.
 *
 * @param config topic settings, such as {@code cleanup.policy}
 */
public record Topic(String name, int partitions, Map<String, String> config) {
    /** The longest that an invalid record may be with its reason: above what a log takes, so that none is too long. */
    public static final int INVALID_MAX_BYTES = 17 << 20;

    private static final Map<String, String> UNLIMITED = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    public Topic {
        config = Map.copyOf(config);
    }

    /** A topic that keeps every record. */
    public static Topic log(String name, int partitions) {
        return new Topic(name, partitions, UNLIMITED);
    }

    /** A topic of invalid records, which may be longer with their reason than a log lets them be. */
    public static Topic invalid(String name) {
        Map<String, String> config = new LinkedHashMap<>(UNLIMITED);
        config.put("max.message.bytes", String.valueOf(INVALID_MAX_BYTES));
        return new Topic(name, 1, config);
    }

    /** A topic that keeps the last record of each key. Small segments, so that old ones go soon. */
    public static Topic latest(String name, int partitions) {
        Map<String, String> config = new LinkedHashMap<>(UNLIMITED);
        config.put("cleanup.policy", "compact");
        config.put("segment.bytes", String.valueOf(16 << 20));
        config.put("segment.ms", "3600000");
        config.put("min.cleanable.dirty.ratio", "0.1");
        return new Topic(name, partitions, config);
    }
}

package dev.runnel.gateway.live;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka said at one moment. Immutable.
 *
 * @param begins first offset of each partition
 * @param ends offset after the last record of each partition
 * @param commits job to the offsets it committed
 * @param missing topics that do not exist
 */
record Observation(
        Map<TopicPartition, Long> begins,
        Map<TopicPartition, Long> ends,
        Map<String, Map<TopicPartition, Long>> commits,
        Set<String> missing) {
    static final Observation NOTHING = new Observation(Map.of(), Map.of(), Map.of(), Set.of());

    /** Records ever written to a topic. */
    long total(String topic) {
        return sum(ends, topic);
    }

    /** Records of a topic that a job has durably processed. */
    long processed(String job, String topic) {
        return sum(commits.getOrDefault(job, Map.of()), topic);
    }

    /** Records of a topic that a job has yet to process. */
    long lag(String job, String topic) {
        Map<TopicPartition, Long> done = commits.getOrDefault(job, Map.of());
        return ends.entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic))
                .mapToLong(e ->
                        Math.max(0, e.getValue() - done.getOrDefault(e.getKey(), begins.getOrDefault(e.getKey(), 0L))))
                .sum();
    }

    private static long sum(Map<TopicPartition, Long> offsets, String topic) {
        return offsets.entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

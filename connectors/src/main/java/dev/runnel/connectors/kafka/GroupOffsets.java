package dev.runnel.connectors.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where the group stands; of partitions that it never read, where else is said. */
final class GroupOffsets implements OffsetsInitializer {
    private static final long serialVersionUID = 1;

    private final OffsetsInitializer otherwise;

    GroupOffsets(OffsetsInitializer otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
        Map<TopicPartition, Long> offsets = new HashMap<>(kafka.committedOffsets(partitions));
        List<TopicPartition> unread = new ArrayList<>(
                partitions.stream().filter(p -> !offsets.containsKey(p)).toList());
        if (!unread.isEmpty()) {
            offsets.putAll(otherwise.getPartitionOffsets(unread, kafka));
        }
        return offsets;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return otherwise.getAutoOffsetResetStrategy();
    }
}

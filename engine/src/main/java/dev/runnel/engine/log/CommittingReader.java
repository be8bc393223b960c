package dev.runnel.engine.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads as the reader it wraps, and writes the group's offsets of each checkpoint that completed. */
final class CommittingReader<T> implements SourceReader<T, KafkaPartitionSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(CommittingReader.class);

    private final SourceReader<T, KafkaPartitionSplit> reader;
    private final String group;
    private final Admin admin;
    private final TreeMap<Long, Map<TopicPartition, OffsetAndMetadata>> waiting = new TreeMap<>();
    private volatile Map<TopicPartition, OffsetAndMetadata> written = Map.of();
    private volatile boolean closing;

    CommittingReader(SourceReader<T, KafkaPartitionSplit> reader, String group, Map<String, String> client) {
        this.reader = reader;
        this.group = group;
        this.admin = Admin.create(new HashMap<>(client));
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        List<KafkaPartitionSplit> splits = reader.snapshotState(checkpoint);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (KafkaPartitionSplit split : splits) {
            if (split.getStartingOffset() >= 0) { // below stand words such as "earliest", not yet looked up
                offsets.put(split.getTopicPartition(), new OffsetAndMetadata(split.getStartingOffset()));
            }
        }
        waiting.put(checkpoint, offsets);
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
        Map<TopicPartition, OffsetAndMetadata> offsets = waiting.get(checkpoint);
        waiting.headMap(checkpoint, true).clear();
        if (offsets == null || offsets.isEmpty() || offsets.equals(written)) {
            return;
        }
        admin.alterConsumerGroupOffsets(group, offsets).all().whenComplete((done, failure) -> {
            if (failure == null) {
                written = offsets;
            } else if (!closing) {
                LOG.warn(
                        "the offsets of {} could not be written, its lag shows too high: {}",
                        group,
                        failure.toString());
            }
        });
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        waiting.remove(checkpoint);
        reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        return reader.pollNext(output);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        closing = true;
        admin.close(Duration.ofMillis(500)); // lets the offsets of the last checkpoint go out
        reader.close();
    }
}

package dev.runnel.gateway.invalid;

import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.TopicReader;
import dev.runnel.gateway.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows which invalid records are replayed, by whatever gateway. */
public final class ReplayedFeed implements AutoCloseable {
    private static final int FETCH_BYTES = 1 << 20;

    private final TopicReader reader;

    /**
     * Starts to read.
     *
     * @param topics owned by the caller
     * @param replayed learns of each
     * @param listener told of each after that, on a thread of this feed
     */
    public ReplayedFeed(
            Pipeline pipeline, KafkaClients clients, Topics topics, Replayed replayed, Consumer<Place> listener) {
        Set<String> wanted = Set.of(Names.replayTopic(pipeline.name()));
        TopicReader.Options options = new TopicReader.Options("replayed", Long.MAX_VALUE, FETCH_BYTES);
        this.reader = new TopicReader(
                clients, topics, options, () -> wanted, record -> place(record).ifPresent(place -> {
                    replayed.add(place);
                    listener.accept(place);
                }));
    }

    private static Optional<Place> place(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? Optional.empty() : Place.parse(new String(record.key(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        reader.close();
    }
}

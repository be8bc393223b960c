package dev.runnel.gateway.view;

import dev.runnel.core.connector.ViewOptions;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.TopicReader;
import dev.runnel.gateway.log.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every view of a pipeline, read from its topic's beginning and kept up to date. Thread safe. */
public final class Views implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Views.class);
    private static final int FETCH_BYTES = 1 << 20;
    private static final int IDLE_MS = 250;

    private final Map<String, View> byModel = new LinkedHashMap<>();
    private final Map<String, View> byTopic = new LinkedHashMap<>();
    private Optional<TopicReader> reader = Optional.empty();

    public Views(Pipeline pipeline) {
        for (Model model : pipeline.models()) {
            model.destinations("view").stream().findFirst().ifPresent(destination -> {
                View view = new View(model.name(), destination.settings().get(ViewOptions.KEEP));
                byModel.put(model.name(), view);
                byTopic.put(Names.viewTopic(pipeline.name(), model.name()), view);
            });
        }
    }

    /** The view of a model, if it has one. */
    public Optional<View> of(String model) {
        return Optional.ofNullable(byModel.get(model));
    }

    /** Begins to read; call once, after every {@link View#feed} is made. */
    public void read(KafkaClients clients, Topics topics) {
        if (!byTopic.isEmpty()) {
            TopicReader.Options options = new TopicReader.Options("views", Long.MAX_VALUE, FETCH_BYTES);
            Set<String> names = Set.copyOf(byTopic.keySet());
            reader = Optional.of(new TopicReader(clients, topics, options, () -> names, new Reading()));
        }
    }

    /** Waits until every view has as many rows as the same one of others, or until the time is over. */
    public void awaitRowsOf(Views others, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!hasRowsOf(others) && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean hasRowsOf(Views others) {
        return byModel.entrySet().stream().allMatch(e -> others.of(e.getKey())
                .filter(other -> e.getValue().size() < other.size())
                .isEmpty());
    }

    @Override
    public void close() {
        reader.ifPresent(TopicReader::close);
    }

    private final class Reading implements TopicReader.Listener {
        @Override
        public void record(ConsumerRecord<byte[], byte[]> record) {
            View view = byTopic.get(record.topic());
            if (view == null) {
                return;
            }
            String key = record.key() == null
                    ? record.partition() + "/" + record.offset()
                    : new String(record.key(), StandardCharsets.UTF_8);
            String row = record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
            if (row == null || JsonShape.isObject(row)) {
                view.apply(key, row, record.timestamp());
            } else {
                LOG.warn(
                        "view {}: partition {} offset {} is no JSON object; left out",
                        view.model(),
                        record.partition(),
                        record.offset());
            }
        }

        @Override
        public void recreated(String topic) {
            Optional.ofNullable(byTopic.get(topic)).ifPresent(View::clear);
        }

        @Override
        public int polled() {
            long now = System.nanoTime();
            return byTopic.values().stream().mapToInt(v -> v.flush(now)).reduce(IDLE_MS, Math::min);
        }
    }
}

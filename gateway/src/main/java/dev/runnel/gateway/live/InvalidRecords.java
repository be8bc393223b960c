package dev.runnel.gateway.live;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.gateway.invalid.Owner;
import dev.runnel.gateway.invalid.Place;
import dev.runnel.gateway.invalid.Replayed;
import dev.runnel.gateway.invalid.ReplayedFeed;
import dev.runnel.gateway.log.HeaderText;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.TopicReader;
import dev.runnel.gateway.log.Topics;
import dev.runnel.gateway.registry.LogJson;
import dev.runnel.gateway.registry.StreamSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest invalid records of each stream and model, and how many there were of each code: of the last thousand of each
 * partition before the start and of all since. Thread safe.
 */
final class InvalidRecords implements AutoCloseable {
    /** Most that are kept of a stream. */
    static final int KEPT = 100;
    /** Sent to somebody who begins to follow. */
    static final int FIRST = 50;

    private static final int MOST_CODES = 50;
    private static final String OTHER = "other";
    private static final long BEFORE_START = 1_000;
    private static final int FETCH_BYTES = 1 << 20;
    private static final int EVERY_MS = 200;
    private static final Duration REGISTRY = Duration.ofSeconds(20);

    private final Map<String, Recent> byTopic;
    private final Map<String, Recent> byOwner;
    private final Followers followers = new Followers();
    private final Replayed replayed;
    private final TopicReader reader;
    private final ReplayedFeed feed;

    /**
     * Begins to read.
     *
     * @param replayed learns of every invalid record that is replayed
     * @param schemas knows the schemas of logs that are not plain JSON
     */
    InvalidRecords(Pipeline pipeline, KafkaClients clients, Topics topics, Replayed replayed, StreamSchemas schemas) {
        this.byTopic = Owner.all(pipeline).stream()
                .collect(Collectors.toMap(
                        Owner::topic,
                        o -> new Recent(o, pipeline.stream(o.name()).map(s -> schemas.reader(s, REGISTRY)))));
        this.byOwner = byTopic.values().stream().collect(Collectors.toMap(r -> r.owner.name(), r -> r));
        TopicReader.Options options = new TopicReader.Options("invalid", BEFORE_START, FETCH_BYTES);
        Set<String> names = Set.copyOf(byTopic.keySet());
        this.replayed = replayed;
        this.reader = new TopicReader(clients, topics, options, () -> names, new Reading());
        this.feed = new ReplayedFeed(pipeline, clients, topics, replayed, this::replayed);
    }

    private void replayed(Place place) {
        byTopic.values().forEach(recent -> recent.replayed(place, followers.has(recent.owner.name())));
    }

    /** The newest of a stream or model, newest first. */
    JsonArray newest(String owner, int limit) {
        Recent recent = byOwner.get(owner);
        return recent == null ? new JsonArray() : recent.newest(limit);
    }

    JsonObject byCode(String owner) {
        Recent recent = byOwner.get(owner);
        return recent == null ? new JsonObject() : recent.count(recent.codes);
    }

    JsonObject byStage(String owner) {
        Recent recent = byOwner.get(owner);
        return recent == null ? new JsonObject() : recent.count(recent.stages);
    }

    /** Sends the newest ones at once and others as they come. */
    void follow(String stream, Consumer<String> follower) {
        followers.add(stream, follower);
        follower.accept(message(stream, newest(stream, FIRST)));
    }

    void leave(String stream, Consumer<String> follower) {
        followers.remove(stream, follower);
    }

    private static String message(String stream, JsonArray records) {
        return new JsonObject()
                .put("type", "invalid")
                .put("stream", stream)
                .put("records", records)
                .encode();
    }

    @Override
    public void close() {
        reader.close();
        feed.close();
    }

    private record Kept(long receivedAt, int partition, long offset, Place place, JsonObject json) {
        static final Comparator<Kept> NEWEST_FIRST = Comparator.comparingLong(Kept::receivedAt)
                .thenComparingInt(Kept::partition)
                .thenComparingLong(Kept::offset)
                .reversed();

        Kept asReplayed() {
            return new Kept(receivedAt, partition, offset, place, json.copy().put("replayed", true));
        }
    }

    /** Those of one stream or model. */
    private static final class Recent {
        private final Owner owner;
        private final Optional<LogJson> log;
        private final TreeSet<Kept> kept = new TreeSet<>(Kept.NEWEST_FIRST);
        private final TreeSet<Kept> unsent = new TreeSet<>(Kept.NEWEST_FIRST);
        private final Map<String, Long> codes = new TreeMap<>();
        private final Map<String, Long> stages = new TreeMap<>();
        private long sentAt;

        /** @param log reads the values of a stream's log; a model has none */
        Recent(Owner owner, Optional<LogJson> log) {
            this.owner = owner;
            this.log = log;
        }

        void add(ConsumerRecord<byte[], byte[]> record, Replayed replayed, boolean followed) {
            add(record, RecordJson.invalid(record, log), replayed, followed); // may wait for the registry
        }

        /** What was replayed is asked under the lock, so that a record cannot become replayed unseen in between. */
        private synchronized void add(
                ConsumerRecord<byte[], byte[]> record, JsonObject shown, Replayed replayed, boolean followed) {
            count(codes, RecordJson.code(record));
            count(stages, HeaderText.of(record, Headers.STAGE).orElse("unknown"));
            long receivedAt = HeaderText.receivedAt(record);
            if (kept.size() == KEPT && receivedAt < kept.last().receivedAt()) {
                return;
            }
            Place place = Place.of(record);
            JsonObject json = shown.put("replayed", replayed.contains(place));
            Kept one = new Kept(receivedAt, record.partition(), record.offset(), place, json);
            kept.add(one);
            if (kept.size() > KEPT) {
                kept.pollLast();
            }
            if (followed) {
                send(one);
            }
        }

        private void send(Kept one) {
            unsent.remove(one);
            unsent.add(one);
            if (unsent.size() > FIRST) {
                unsent.pollLast();
            }
        }

        private static void count(Map<String, Long> counts, String name) {
            counts.merge(counts.size() < MOST_CODES || counts.containsKey(name) ? name : OTHER, 1L, Long::sum);
        }

        /** The record is sent again, so that who shows it knows. */
        synchronized void replayed(Place place, boolean followed) {
            for (Kept before : List.copyOf(kept)) {
                if (place.covers(before.place())) {
                    Kept now = before.asReplayed();
                    kept.remove(before);
                    kept.add(now);
                    if (followed) {
                        send(now);
                    }
                }
            }
        }

        synchronized void clear() {
            kept.clear();
            unsent.clear();
            codes.clear();
            stages.clear();
        }

        synchronized JsonArray newest(int limit) {
            JsonArray array = new JsonArray();
            kept.stream().limit(limit).forEach(k -> array.add(k.json()));
            return array;
        }

        synchronized JsonArray takeUnsent(long now) {
            JsonArray array = new JsonArray();
            if (now - sentAt >= EVERY_MS * 1_000_000L) {
                unsent.forEach(k -> array.add(k.json()));
                unsent.clear();
                sentAt = now;
            }
            return array;
        }

        synchronized JsonObject count(Map<String, Long> counts) {
            JsonObject json = new JsonObject();
            counts.forEach(json::put);
            return json;
        }
    }

    private final class Reading implements TopicReader.Listener {
        @Override
        public void record(ConsumerRecord<byte[], byte[]> record) {
            Recent recent = byTopic.get(record.topic());
            if (recent != null) {
                recent.add(record, replayed, followers.has(recent.owner.name()));
            }
        }

        @Override
        public void recreated(String topic) {
            Recent recent = byTopic.get(topic);
            if (recent != null) {
                recent.clear();
            }
        }

        @Override
        public int polled() {
            long now = System.nanoTime();
            for (Recent recent : byTopic.values()) {
                JsonArray records = recent.takeUnsent(now);
                if (!records.isEmpty()) {
                    followers.send(recent.owner.name(), message(recent.owner.name(), records));
                }
            }
            return EVERY_MS;
        }
    }
}

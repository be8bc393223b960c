package dev.runnel.gateway.drift;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.codec.UnknownFieldScan;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.WireFormat;
import dev.runnel.gateway.log.HeaderText;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.TopicReader;
import dev.runnel.gateway.log.Topics;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.registry.LogJson;
import dev.runnel.gateway.registry.StreamSchemas;
import dev.runnel.schema.wire.WireException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for fields that other producers' schemas have and the contract does not name, in the logs that are not plain JSON:
 * what is posted to the gateway is looked at there. Of a log that is faster than it is read here, a sample is looked at.
 */
public final class LogDrift implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogDrift.class);
    private static final Duration REGISTRY = Duration.ofSeconds(60);
    private static final long BEFORE_START = 1_000;
    private static final int FETCH_BYTES = 1 << 20;
    private static final int PACE_MS = 100;
    private static final int MOST_BEHIND = 20_000;

    private final Found found;
    private final Map<String, Log> byTopic = new HashMap<>();
    private final TopicReader reader;

    /** What takes what is found. */
    public record Found(Drifts drifts, Metrics metrics) {}

    /** What one stream's records are read with; used by the reader's thread alone. */
    private record Log(
            Stream stream, LogJson json, RecordDecoder decoder, DecodedRecord record, UnknownFieldScan scan) {
        static Log of(Stream stream, StreamSchemas schemas) {
            LogJson json = schemas.reader(stream, REGISTRY);
            RecordDecoder decoder = RecordDecoder.of(json.shape());
            return new Log(stream, json, decoder, decoder.newRecord(), new UnknownFieldScan(json.shape()));
        }
    }

    /** Begins to read. */
    public LogDrift(Pipeline pipeline, KafkaClients clients, Topics topics, StreamSchemas schemas, Found found) {
        this.found = found;
        pipeline.streams().stream()
                .filter(s -> s.log().format() != WireFormat.JSON)
                .forEach(s -> byTopic.put(s.log().topic(), Log.of(s, schemas)));
        Set<String> names = Set.copyOf(byTopic.keySet());
        TopicReader.Options options =
                new TopicReader.Options("log-drift", BEFORE_START, FETCH_BYTES, PACE_MS, MOST_BEHIND);
        this.reader = new TopicReader(clients, topics, options, () -> names, this::record);
    }

    private void record(ConsumerRecord<byte[], byte[]> record) {
        Log log = byTopic.get(record.topic());
        if (log == null) {
            return;
        }
        String stream = log.stream().name();
        if (!isPosted(record)
                && record.value() != null
                && !found.drifts().wasRead(stream, record.partition(), record.offset(), record.timestamp())) {
            look(log, record);
        }
        found.drifts().read(stream, record.partition(), record.offset() + 1);
    }

    private static boolean isPosted(ConsumerRecord<byte[], byte[]> record) {
        return HeaderText.of(record, Headers.CONTRACT).isPresent();
    }

    private void look(Log log, ConsumerRecord<byte[], byte[]> record) {
        try {
            byte[] json = log.json().of(record.value());
            boolean valid = log.decoder().decode(json, 0, json.length, log.record());
            if (log.record().hasUnknownFields()) {
                String stream = log.stream().name();
                long at = HeaderText.receivedAt(record);
                int fields =
                        log.scan().scan(json, 0, json.length, at, found.drifts().of(stream));
                found.metrics().drifted(stream, fields, valid);
            }
        } catch (WireException | UncheckedIOException e) {
            LOG.debug("a record of {} is not looked at: {}", record.topic(), e.getMessage());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}

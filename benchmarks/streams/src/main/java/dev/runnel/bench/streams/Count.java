package dev.runnel.bench.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;

/** Bids per bidder: {@code warm-up=FILE settings=FILE}. A topology has done its work when its group has read everything. */
public final class Count {
    private static final JsonFactory JSON = new JsonFactory();

    private Count() {}

    public static void main(String[] words) throws IOException, InterruptedException, ExecutionException {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        run(arguments.path("warm-up"));
        cue.awaitBegin();
        run(arguments.path("settings"));
        cue.awaitBegin();
        cue.awaitBegin();
    }

    private static void run(Path file) throws IOException, InterruptedException, ExecutionException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(in);
        }
        String from = settings.getProperty("bench.in");
        try (KafkaStreams streams = Running.start(topology(from, settings.getProperty("bench.out")), file);
                Admin admin = Admin.create(Map.of("bootstrap.servers", settings.getProperty("bootstrap.servers")))) {
            while (!allRead(admin, settings.getProperty("application.id"), from)) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
        }
    }

    private static Topology topology(String from, String to) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(from, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .map((key, bid) -> org.apache.kafka.streams.KeyValue.pair(bidder(bid), bid))
                .mapValues(bid -> new byte[0]) // only the key is counted, so that less is repartitioned
                .groupByKey(Grouped.with(Serdes.Long(), Serdes.ByteArray()))
                .count(Materialized.with(Serdes.Long(), Serdes.Long()))
                .toStream()
                .map((bidder, bids) -> org.apache.kafka.streams.KeyValue.pair(
                        "{\"bidder\":" + bidder + "}", "{\"bidder\":" + bidder + ",\"bids\":" + bids + "}"))
                .to(to, Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static long bidder(byte[] bid) {
        try (JsonParser json = JSON.createParser(bid)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("bidder")) {
                    json.nextToken();
                    return json.getLongValue();
                }
            }
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException("a bid is not JSON", e);
        }
    }

    /** Whether the group has committed the ends of all topics that it reads, its own included. */
    private static boolean allRead(Admin admin, String group, String from)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        boolean own = committed.keySet().stream().anyMatch(p -> !p.topic().equals(from));
        boolean first = committed.keySet().stream().anyMatch(p -> p.topic().equals(from));
        if (!own || !first) {
            return false;
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        committed.keySet().forEach(p -> asked.put(p, OffsetSpec.latest()));
        for (var end : admin.listOffsets(asked).all().get().entrySet()) {
            OffsetAndMetadata at = committed.get(end.getKey());
            if (at == null || at.offset() < end.getValue().offset()) {
                return false;
            }
        }
        return true;
    }
}

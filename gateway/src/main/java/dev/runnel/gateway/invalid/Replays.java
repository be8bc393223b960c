package dev.runnel.gateway.invalid;

import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.query.ConditionEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.record.InvalidFacts;
import dev.runnel.gateway.collect.Recheck;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.registry.LogJson;
import dev.runnel.gateway.registry.StreamSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;

/** Finds and replays the invalid records of a pipeline's streams; its methods wait for Kafka. Thread safe. */
final class Replays implements AutoCloseable {
    private static final Duration CONDITION = Duration.ofSeconds(10);
    /** How long a schema registry that does not answer is waited for. */
    private static final Duration REGISTRY = Duration.ofSeconds(5);
    /** A request ends after so long, and says where the next one goes on. */
    private static final Duration PIECE = Duration.ofSeconds(5);

    private static final int SMALLEST = 64;
    private static final int LARGEST = 4_096;
    private static final long ANSWER_BYTES = 4 << 20;

    private final KafkaClients clients;
    private final StreamSchemas schemas;
    private final Optional<ConditionEngine> conditions;
    private final Replayed replayed;
    private final Metrics metrics;
    private final ReplaySender sender;
    private final Pipeline pipeline;
    private final Map<String, LogJson> logs = new ConcurrentHashMap<>();
    private final Map<String, Recheck> rechecks = new ConcurrentHashMap<>();
    private final ReentrantLock one = new ReentrantLock();

    Replays(
            Pipeline pipeline,
            KafkaClients clients,
            LogWriter log,
            StreamSchemas schemas,
            Optional<ConditionEngine> conditions,
            Replayed replayed,
            Metrics metrics) {
        this.pipeline = pipeline;
        this.clients = clients;
        this.schemas = schemas;
        this.conditions = conditions;
        this.replayed = replayed;
        this.metrics = metrics;
        this.sender = new ReplaySender(clients, log, new ReplayMarks(pipeline, clients, replayed));
    }

    /** Another replay runs. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The newest invalid records that satisfy a condition.
     *
     * @param after where an earlier request ended
     * @throws QueryException when the condition is none
     * @throws KafkaException when Kafka does not answer
     */
    JsonObject list(Owner owner, Optional<String> where, Optional<Ranges> after, int limit) {
        JsonArray records = new JsonArray();
        long bytes = 0;
        long scanned = 0;
        long deadline = System.nanoTime() + PIECE.toNanos();
        try (InvalidLog log = new InvalidLog(clients, owner, replayed)) {
            Ranges left = after.map(log::within).orElseGet(log::whole);
            int size = SMALLEST;
            while (!left.isEmpty() && records.size() < limit && bytes < ANSWER_BYTES && System.nanoTime() < deadline) {
                InvalidLog.Piece piece = log.backward(left, size);
                int taken = 0;
                for (InvalidFacts facts : matching(where, piece.records(), limit - records.size())) {
                    records.add(decoded(owner, facts, InvalidRecord.json(facts)));
                    bytes += facts.original().length;
                    taken++;
                }
                boolean cut = records.size() == limit && taken > 0;
                left = cut ? behindLast(piece, left, records) : piece.left();
                scanned += piece.records().size();
                size = next(size, piece.records());
            }
            return listed(records, left, scanned);
        }
    }

    private LogJson log(Stream stream) {
        return logs.computeIfAbsent(stream.name(), name -> schemas.reader(stream, REGISTRY));
    }

    /** Adds what a value says that is not text. */
    private JsonObject decoded(Owner owner, InvalidFacts facts, JsonObject json) {
        Optional<LogJson> log = pipeline.stream(owner.name()).map(this::log).filter(l -> l.isFramed(facts.original()));
        if (log.isPresent()) {
            byte[] shown = log.get().shown(facts.original(), false);
            if (!Arrays.equals(shown, facts.original())) {
                json.put("decoded", new String(shown, StandardCharsets.UTF_8));
            }
        }
        return json;
    }

    private static JsonObject listed(JsonArray records, Ranges left, long scanned) {
        JsonObject json = new JsonObject().put("records", records).put("scanned", scanned);
        return left.isEmpty() ? json : json.put("next", left.toString()).put("left", left.size());
    }

    /** What is left when a piece is cut behind the record that was listed last. */
    private static Ranges behindLast(InvalidLog.Piece piece, Ranges before, JsonArray records) {
        JsonObject last = records.getJsonObject(records.size() - 1);
        Ranges left = before;
        for (InvalidFacts facts : piece.records()) {
            Ranges.Range range = left.byPartition().get(facts.partition());
            left = range == null ? left : left.with(facts.partition(), new Ranges.Range(range.from(), facts.offset()));
            if (facts.id().equals(last.getString("id"))) {
                return left;
            }
        }
        return left;
    }

    /** Pieces grow as long as they are light. */
    private static int next(int size, List<InvalidFacts> records) {
        long bytes = records.stream().mapToLong(r -> r.original().length).sum();
        return bytes < ANSWER_BYTES / 4 ? Math.min(LARGEST, size * 2) : Math.max(1, size / 2);
    }

    private List<InvalidFacts> matching(Optional<String> where, List<InvalidFacts> records, int most) {
        List<InvalidFacts> found = records;
        if (where.isPresent()) {
            ConditionEngine engine = conditions.orElseThrow(
                    () -> new QueryException("this gateway has no database to look at conditions with"));
            found = engine.matching(where.get(), records, CONDITION).stream()
                    .map(records::get)
                    .toList();
        }
        return found.size() > most ? found.subList(0, most) : found;
    }

    /**
     * Replays a piece of what is asked for; the answer says where the next one goes on.
     *
     * @throws QueryException when the condition is none
     * @throws IllegalArgumentException when the request does not fit the stream
     * @throws KafkaException when Kafka does not answer
     */
    JsonObject replay(Stream stream, ReplayRequest request) throws Busy, ReplaySender.NotSettled {
        Mending mending = mending(stream, request);
        if (request.dryRun()) {
            return run(stream, request, mending);
        }
        if (!one.tryLock()) {
            throw new Busy();
        }
        try {
            schemas.trouble(stream.name()).ifPresent(why -> {
                throw new KafkaException(why);
            });
            sender.settle(stream);
            return run(stream, request, mending);
        } finally {
            one.unlock();
        }
    }

    private Mending mending(Stream stream, ReplayRequest request) {
        try {
            return Mending.of(request.set(), stream.contract(), log(stream).shape());
        } catch (JsonEdit.Refused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private JsonObject run(Stream stream, ReplayRequest request, Mending mending) {
        LogJson format = log(stream);
        Recheck recheck = rechecks.computeIfAbsent(stream.name(), name -> new Recheck(stream, schemas, format));
        Replay replay = new Replay(stream, recheck, replayed, request);
        long scanned;
        Ranges left;
        try (InvalidLog log = new InvalidLog(clients, Owner.of(stream), replayed)) {
            if (request.records().isEmpty()) {
                Found found = find(log, request);
                replay.take(found.records(), facts -> Mended.set(facts.original(), mending, format));
                scanned = found.scanned();
                left = found.left();
            } else {
                replay.take(named(log, stream, request), facts -> edited(request, facts, format));
                scanned = request.records().size();
                left = new Ranges(Map.of());
            }
        }
        if (!request.dryRun() && !replay.sending().isEmpty()) {
            sender.send(stream, replay.sending());
            metrics.replayed(stream.name(), replay.sending().size());
        }
        return replay.result().json(left, scanned);
    }

    private record Found(List<InvalidFacts> records, Ranges left, long scanned) {}

    private Found find(InvalidLog log, ReplayRequest request) {
        List<InvalidFacts> found = new ArrayList<>();
        long deadline = System.nanoTime() + PIECE.toNanos();
        long scanned = 0;
        long bytes = 0;
        Ranges left = request.after().map(log::within).orElseGet(log::whole);
        while (!left.isEmpty()
                && found.size() < request.limit()
                && bytes < ANSWER_BYTES
                && System.nanoTime() < deadline) {
            // Not more than fit in, so that a piece is never cut.
            int most = request.where().isEmpty() ? request.limit() - found.size() : LARGEST;
            InvalidLog.Piece piece = log.forward(left, Math.min(most, LARGEST));
            List<InvalidFacts> matching = matching(request.where(), piece.records(), request.limit() - found.size());
            found.addAll(matching);
            bytes += matching.stream().mapToLong(r -> r.original().length).sum();
            left = found.size() < request.limit() ? piece.left() : behind(found.get(found.size() - 1), left);
            scanned += piece.records().size();
        }
        return new Found(found, left, scanned);
    }

    private static Ranges behind(InvalidFacts last, Ranges left) {
        Ranges.Range range = left.byPartition().get(last.partition());
        return range == null ? left : left.with(last.partition(), new Ranges.Range(last.offset() + 1, range.to()));
    }

    private static List<InvalidFacts> named(InvalidLog log, Stream stream, ReplayRequest request) {
        List<InvalidFacts> named = new ArrayList<>();
        for (String id : request.records().keySet()) {
            named.add(Place.parse(id)
                    .filter(place -> place.topic().equals(stream.name())
                            && place.destination().isEmpty())
                    .flatMap(place -> log.at(place.partition(), place.offset()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no invalid record '" + id + "' of stream " + stream.name())));
        }
        return named;
    }

    private static Mended edited(ReplayRequest request, InvalidFacts facts, LogJson format) {
        byte[] given = request.records().getOrDefault(facts.id(), facts.original());
        return Mended.edited(facts.original(), given, format);
    }

    @Override
    public void close() {
        sender.close();
    }
}

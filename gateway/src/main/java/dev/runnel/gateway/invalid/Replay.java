package dev.runnel.gateway.invalid;

import dev.runnel.core.codec.JsonEdit;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.CorrelationId;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidFacts;
import dev.runnel.gateway.collect.Recheck;
import dev.runnel.gateway.invalid.ReplayResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One piece of a replay: each record mended, looked at again, and collected for sending. Not thread safe. */
final class Replay {
    private final Stream stream;
    private final Recheck recheck;
    private final Replayed replayed;
    private final ReplayResult result;
    private final boolean again;
    private final List<String> destinations;
    private final Map<Place, ProducerRecord<byte[], byte[]>> sending = new LinkedHashMap<>();

    Replay(Stream stream, Recheck recheck, Replayed replayed, ReplayRequest request) {
        this.stream = stream;
        this.recheck = recheck;
        this.replayed = replayed;
        this.result = new ReplayResult(request.dryRun());
        this.again = request.again();
        this.destinations = Names.destinations(stream.destinations());
    }

    /** What a record is replaced by. */
    interface Mend {
        Mended apply(InvalidFacts facts) throws JsonEdit.Refused;
    }

    void take(List<InvalidFacts> records, Mend mend) {
        records.forEach(facts -> take(facts, mend));
    }

    private void take(InvalidFacts facts, Mend mend) {
        Place place = place(facts);
        String to = again ? "" : facts.destination();
        if (replayed.contains(place) || sending.containsKey(place) || sending.containsKey(place.whole())) {
            result.other(facts, Outcome.ALREADY_REPLAYED, "it was replayed before");
        } else if (to.isEmpty() && !again && !InvalidRecord.isOutsideTheLog(facts)) {
            result.other(facts, Outcome.IN_THE_LOG, inTheLog(facts));
        } else if (!to.isEmpty() && !destinations.contains(to)) {
            result.other(facts, Outcome.IN_THE_LOG, gone(to));
        } else {
            try {
                check(facts, mend.apply(facts), place.to(to));
            } catch (JsonEdit.Refused e) {
                result.other(facts, Outcome.NOT_MENDED, String.valueOf(e.getMessage()));
            }
        }
    }

    private static String inTheLog(InvalidFacts facts) {
        return "stage " + facts.stage()
                + ": the record is in the stream's log already, and nothing says which destination refused it; sending it"
                + " again would double it for every model and destination: `again` does so";
    }

    private String gone(String destination) {
        return "the destination " + destination + " that refused it is not declared any more; " + stream.name()
                + (destinations.isEmpty() ? " has none" : " has " + String.join(", ", destinations));
    }

    private void check(InvalidFacts facts, Mended mended, Place invalid) {
        long receivedAt = facts.receivedAt().toEpochMilli();
        String correlationId =
                facts.correlationId().isEmpty() ? CorrelationId.of(null, receivedAt) : facts.correlationId();
        Recheck.Result checked = mended.check(recheck, correlationId, receivedAt);
        if (checked.record().isEmpty()) {
            result.invalid(facts, mended.bytes(), checked.violations());
            return;
        }
        send(facts, mended, invalid, checked.record().get());
    }

    private void send(InvalidFacts facts, Mended mended, Place invalid, ProducerRecord<byte[], byte[]> record) {
        header(record, Headers.REPLAY_OF, invalid.whole().toString());
        if (!invalid.destination().isEmpty()) {
            header(record, Headers.REPLAY_TO, invalid.destination());
        }
        sending.put(invalid, record);
        result.valid(facts, mended.bytes());
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private Place place(InvalidFacts facts) {
        return Place.of(facts, stream.invalidTopic());
    }

    /** What is to be sent, by the invalid record that it was. */
    Map<Place, ProducerRecord<byte[], byte[]>> sending() {
        return sending;
    }

    ReplayResult result() {
        return result;
    }
}

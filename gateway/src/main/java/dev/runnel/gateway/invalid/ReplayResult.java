package dev.runnel.gateway.invalid;

import dev.runnel.core.record.InvalidFacts;
import dev.runnel.core.record.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of each record of a replay, and the counts. Not thread safe. */
final class ReplayResult {
    /** What can become of a record. */
    enum Outcome {
        /** It is valid, and in the log now. */
        REPLAYED,
        /** It would be valid; nothing was sent. */
        VALID,
        /** It breaks the contract still, and stays as it is. */
        STILL_INVALID,
        /** It was replayed before, and is not sent again. */
        ALREADY_REPLAYED,
        /** It is in the log already: what failed came later. */
        IN_THE_LOG,
        /** No value can be set in it. */
        NOT_MENDED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final JsonArray results = new JsonArray();
    private final boolean dryRun;

    ReplayResult(boolean dryRun) {
        this.dryRun = dryRun;
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
    }

    /** A record that is sent, or would be. */
    void valid(InvalidFacts facts, byte[] sent) {
        JsonObject json = add(facts, dryRun ? Outcome.VALID : Outcome.REPLAYED);
        if (dryRun) {
            InvalidRecord.value(json, sent);
        }
    }

    void invalid(InvalidFacts facts, byte[] checked, List<Violation> violations) {
        Violation first = violations.get(0);
        JsonObject json = add(facts, Outcome.STILL_INVALID)
                .put("code", first.reason().id())
                .put("field", first.field())
                .put("message", first.message());
        if (dryRun) {
            InvalidRecord.value(json, checked);
        }
    }

    void other(InvalidFacts facts, Outcome outcome, String message) {
        add(facts, outcome).put("message", message);
    }

    private JsonObject add(InvalidFacts facts, Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
        JsonObject json = new JsonObject().put("id", facts.id()).put("outcome", outcome.id());
        results.add(json);
        return json;
    }

    /** @param left what the next request is to look at */
    JsonObject json(Ranges left, long scanned) {
        JsonObject json = new JsonObject().put("dry_run", dryRun).put("matched", results.size());
        counts.forEach((outcome, count) -> json.put(outcome.id(), count));
        json.put("scanned", scanned).put("results", results);
        if (!left.isEmpty()) {
            json.put("next", left.toString()).put("left", left.size());
        }
        return json;
    }
}

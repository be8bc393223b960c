package dev.runnel.gateway.live;

import dev.runnel.core.environment.Degraded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sources that give nothing at present, by the names of their streams: those that say so of themselves, and those whose
 * jobs do not run. Not thread safe.
 */
final class DegradedSources {
    private final Map<String, Degraded> byStream = new LinkedHashMap<>();

    /**
     * Takes what is known at one moment.
     *
     * @param failure why the job that fetches the stream's records does not run
     * @param said what the source says of itself
     */
    void update(String stream, Optional<String> failure, Optional<Degraded> said, Instant now) {
        Optional<Degraded> degraded = said.or(() -> failure.map(why -> new Degraded(
                why,
                Optional.ofNullable(byStream.get(stream)).map(Degraded::since).orElse(now),
                Optional.empty())));
        if (degraded.isPresent()) {
            byStream.put(stream, degraded.get());
        } else {
            byStream.remove(stream);
        }
    }

    boolean has(String stream) {
        return byStream.containsKey(stream);
    }

    /** Shows it at the source's node. */
    void show(String stream, JsonObject node) {
        Degraded degraded = byStream.get(stream);
        if (degraded == null) {
            return;
        }
        if (!node.getString("state").equals("failed")) {
            node.put("state", "degraded").put("why", degraded.message());
        }
        node.put("since", degraded.since().toEpochMilli());
        degraded.nextTry().ifPresent(next -> node.put("next_try", next.toEpochMilli()));
    }

    /** What is wrong with a source that says so of itself. */
    static Problems.Problem problem(String stream, Degraded degraded) {
        String next =
                degraded.nextTry().map(at -> "; the next time at " + text(at)).orElse("");
        return new Problems.Problem(
                false,
                Nodes.source(stream),
                "the source of " + stream + " gives nothing: " + degraded.message(),
                "nothing, when it passes: it is asked again by itself, since " + text(degraded.since()) + next
                        + "; else mend what the message says",
                true);
    }

    /** Each with its stream, for {@code /readyz}. */
    JsonArray json() {
        JsonArray array = new JsonArray();
        byStream.forEach((stream, degraded) -> {
            JsonObject json = new JsonObject()
                    .put("stream", stream)
                    .put("message", degraded.message())
                    .put("since", text(degraded.since()));
            degraded.nextTry().ifPresent(at -> json.put("next_try", text(at)));
            array.add(json);
        });
        return array;
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

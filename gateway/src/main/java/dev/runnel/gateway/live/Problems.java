package dev.runnel.gateway.live;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong now, or was within the last minute, each with what mends it. Not thread safe. */
final class Problems {
    private static final int MOST = 20;
    private static final long SHOWN_MS = 60_000;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Problem problem, long since, long seen) {}

    /**
     * One thing that is wrong.
     *
     * @param node the node of the lineage where it is
     * @param action what mends it, as an imperative sentence
     * @param goesAtOnce whether it is not shown any more as soon as it is over
     */
    record Problem(boolean isError, String node, String message, String action, boolean goesAtOnce) {
        /** One that is shown for a minute when it is over. */
        Problem(boolean isError, String node, String message, String action) {
            this(isError, node, message, action, false);
        }
    }

    /** Reports it; the same one again only shows that it lasts. */
    void report(Problem problem, long now) {
        entries.merge(
                problem.node() + problem.message(),
                new Entry(problem, now, now),
                (before, again) -> new Entry(again.problem(), before.since(), now));
    }

    /** Newest first. */
    JsonArray json(long now) {
        entries.values().removeIf(e -> now - e.seen() > (e.problem().goesAtOnce() ? 0 : SHOWN_MS));
        JsonArray array = new JsonArray();
        entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::since).reversed())
                .limit(MOST)
                .forEach(e -> array.add(new JsonObject()
                        .put("at", e.since())
                        .put("severity", e.problem().isError() ? "error" : "warning")
                        .put("node", e.problem().node())
                        .put("message", e.problem().message())
                        .put("action", e.problem().action())));
        return array;
    }
}

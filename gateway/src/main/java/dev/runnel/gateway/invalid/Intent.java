package dev.runnel.gateway.invalid;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay says before it sends: from where in the stream's log on its records will be found.
 *
 * @param since partition of the log to the offset behind its last record then
 * @param until epoch milliseconds after which its writer sends nothing more
 */
record Intent(Map<Integer, Long> since, long until) {
    String text() {
        JsonObject offsets = new JsonObject();
        since.forEach((partition, offset) -> offsets.put(Integer.toString(partition), offset));
        return new JsonObject().put("since", offsets).put("until", until).encode();
    }

    static Intent parse(String text) {
        JsonObject json = new JsonObject(text);
        Map<Integer, Long> since = new TreeMap<>();
        json.getJsonObject("since")
                .forEach(entry -> since.put(Integer.valueOf(entry.getKey()), ((Number) entry.getValue()).longValue()));
        return new Intent(since, json.getLong("until"));
    }
}

package dev.runnel.gateway.invalid;

import dev.runnel.core.json.JsonSlices;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to replay.
 *
 * @param where which records; empty for all
 * @param set paths to the JSON texts of what is set there
 * @param records ids to the bytes to be sent for them; when there are any, they are what is replayed
 * @param again whether records that are in the log already are sent once more
 * @param dryRun whether it is only to be said what would be
 * @param after where an earlier request ended
 * @param limit most records looked at closely
 */
record ReplayRequest(
        String stream,
        Optional<String> where,
        Map<String, String> set,
        Map<String, byte[]> records,
        boolean again,
        boolean dryRun,
        Optional<Ranges> after,
        int limit) {
    static final int MOST = 1_000;
    private static final int USUAL = 500;
    private static final int MOST_SET = 50;
    private static final Set<String> MEMBERS =
            Set.of("stream", "where", "set", "records", "again", "dry_run", "after", "limit");

    /** @throws IllegalArgumentException with what is wrong, for who asked */
    static ReplayRequest of(Buffer body) {
        try {
            JsonObject json = new JsonObject(body == null ? "" : body.toString());
            Set<String> unknown = new TreeSet<>(json.fieldNames());
            unknown.removeAll(MEMBERS);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("there is no " + unknown + "; there are " + new TreeSet<>(MEMBERS));
            }
            return of(json, set(body));
        } catch (DecodeException | IOException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "the body is not {\"stream\":\"...\",\"where\":\"...\",\"set\":{\"path\":value},\"dry_run\":false}",
                    e);
        }
    }

    /** As it stands in the body, so that a decimal keeps all its digits. */
    private static Map<String, String> set(Buffer body) throws IOException {
        return JsonSlices.of(JsonSlices.of(body.toString()).getOrDefault("set", "{}"));
    }

    private static ReplayRequest of(JsonObject json, Map<String, String> set) {
        Map<String, byte[]> records = records(json.getJsonArray("records", new JsonArray()));
        int limit = json.getInteger("limit", USUAL);
        if (limit < 1 || limit > MOST || set.size() > MOST_SET || records.size() > MOST) {
            throw new IllegalArgumentException("`limit` is 1 to " + MOST + ", `records` has at most " + MOST
                    + " and `set` at most " + MOST_SET + " members");
        }
        if (!records.isEmpty() && (json.containsKey("where") || !set.isEmpty())) {
            throw new IllegalArgumentException("`records` are sent as they are given: without `where` and `set`");
        }
        Optional<String> stream = Optional.ofNullable(json.getString("stream"));
        return new ReplayRequest(
                stream.orElseThrow(() -> new IllegalArgumentException("say which `stream`")),
                Optional.ofNullable(json.getString("where")).filter(w -> !w.isBlank()),
                set,
                records,
                json.getBoolean("again", false),
                json.getBoolean("dry_run", false),
                Optional.ofNullable(json.getString("after")).map(text -> Ranges.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("`after` is what `next` was"))),
                limit);
    }

    private static Map<String, byte[]> records(JsonArray array) {
        Map<String, byte[]> records = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonObject one = array.getJsonObject(i);
            String text = one.getString("value");
            String base64 = one.getString("value_base64");
            if (one.getString("id") == null || (text == null) == (base64 == null)) {
                throw new IllegalArgumentException("each of `records` is {\"id\":\"events/0/17\",\"value\":\"...\"}");
            }
            byte[] value = text == null ? Base64.getDecoder().decode(base64) : text.getBytes(StandardCharsets.UTF_8);
            records.put(one.getString("id"), value);
        }
        return records;
    }
}

package dev.runnel.cli.invalid;

import dev.runnel.cli.output.JsonTree;
import dev.runnel.core.record.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The invalid records of a pipeline that runs, asked of its gateway. */
public final class InvalidGateway implements InvalidRecords {
    private static final int PAGE = 1_000;
    private static final List<String> REASONS = List.of(
            Headers.STAGE,
            Headers.CODE,
            Headers.FIELD,
            Headers.MESSAGE,
            Headers.CORRELATION_ID,
            Headers.SOURCE,
            Headers.DESTINATION);

    private final InvalidClient client;

    public InvalidGateway(InvalidClient client) {
        this.client = client;
    }

    @Override
    public boolean has(String stream) {
        return true;
    }

    @Override
    public List<InvalidRecord> newest(String stream, Optional<String> where, int limit) {
        List<InvalidRecord> found = new ArrayList<>();
        String after = "";
        do {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("stream", stream);
            parameters.put("limit", String.valueOf(Math.min(PAGE, limit - found.size())));
            where.ifPresent(condition -> parameters.put("where", condition));
            if (!after.isEmpty()) {
                parameters.put("after", after);
            }
            Map<String, @Nullable Object> page = client.list(parameters);
            JsonTree.objects(page, "records").forEach(r -> found.add(record(stream, r)));
            after = JsonTree.text(page, "next");
        } while (!after.isEmpty() && found.size() < limit);
        return found;
    }

    @Override
    public Optional<InvalidRecord> find(String stream, int partition, long offset) {
        String place = partition + ":" + offset + "-" + (offset + 1);
        return JsonTree.objects(client.list(Map.of("stream", stream, "after", place)), "records").stream()
                .map(r -> record(stream, r))
                .findFirst();
    }

    private static InvalidRecord record(String stream, Map<String, @Nullable Object> json) {
        Map<String, String> reasons = new HashMap<>();
        for (String name : REASONS) {
            reasons.put(name, JsonTree.text(json, name));
        }
        byte[] original = json.get("value_base64") instanceof String base64
                ? Base64.getDecoder().decode(base64)
                : JsonTree.text(json, "value").getBytes(StandardCharsets.UTF_8);
        return new InvalidRecord(
                stream,
                (int) JsonTree.number(json, "partition"),
                JsonTree.number(json, "offset"),
                Instant.ofEpochMilli(JsonTree.number(json, Headers.RECEIVED_AT)),
                reasons,
                original,
                Optional.of(Boolean.TRUE.equals(json.get("replayed"))),
                Optional.of(JsonTree.text(json, "decoded")).filter(text -> !text.isEmpty()));
    }

    @Override
    public void close() {}
}

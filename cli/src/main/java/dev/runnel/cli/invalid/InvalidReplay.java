package dev.runnel.cli.invalid;

import dev.runnel.cli.output.JsonTree;
import dev.runnel.core.json.RawJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replays invalid records of one stream, request by request. Not thread safe. */
public final class InvalidReplay {
    private static final int RECORDS = 200;
    private static final int CHARACTERS = 4 << 20;
    private static final Set<String> GOOD = Set.of("valid", "replayed", "already_replayed");

    private final InvalidClient client;
    private final String stream;
    private final boolean again;
    private final ReplayOutput output;
    private final boolean terminal;

    /**
     * A replay.
     *
     * @param again whether what is in the log already is sent once more
     * @param terminal whether somebody watches
     */
    public InvalidReplay(InvalidClient client, String stream, boolean again, ReplayOutput output, boolean terminal) {
        this.client = client;
        this.stream = stream;
        this.again = again;
        this.output = output;
        this.terminal = terminal;
    }

    /**
     * Replays what satisfies a condition now; what becomes invalid meanwhile is left out.
     *
     * @param set paths to JSON texts
     */
    public void matching(Optional<String> where, Map<String, String> set, boolean dryRun) {
        try (ReplayProgress progress = ReplayProgress.of(terminal)) {
            String after = "";
            do {
                Map<String, Object> request = request(dryRun);
                where.ifPresent(condition -> request.put("where", condition));
                if (!set.isEmpty()) {
                    Map<String, RawJson> values = new LinkedHashMap<>();
                    set.forEach((path, value) -> values.put(path, new RawJson(value)));
                    request.put("set", values);
                }
                if (!after.isEmpty()) {
                    request.put("after", after);
                }
                Map<String, @Nullable Object> answer = client.replay(request);
                output.add(answer);
                progress.at(answer);
                after = JsonTree.text(answer, "next");
            } while (!after.isEmpty());
        }
    }

    /** Sends records as they were edited. */
    public void edited(List<EditFile.Line> lines, boolean dryRun) {
        requests(lines, dryRun).forEach(request -> output.add(client.replay(request)));
    }

    /** Why some of the lines would not be valid; empty when all would. Sends nothing into the stream. */
    public List<String> mistakes(List<EditFile.Line> lines) {
        Map<String, Integer> numbers = new HashMap<>();
        lines.forEach(line -> numbers.put(line.id(), line.number()));
        List<String> mistakes = new ArrayList<>();
        for (Map<String, Object> request : requests(lines, true)) {
            for (Map<String, @Nullable Object> result : JsonTree.objects(client.replay(request), "results")) {
                if (!GOOD.contains(JsonTree.text(result, "outcome"))) {
                    mistakes.add("line " + numbers.get(JsonTree.text(result, "id")) + ": " + ReplayOutput.why(result));
                }
            }
        }
        return mistakes;
    }

    private Map<String, Object> request(boolean dryRun) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("stream", stream);
        request.put("again", again);
        request.put("dry_run", dryRun);
        return request;
    }

    private List<Map<String, Object>> requests(List<EditFile.Line> lines, boolean dryRun) {
        List<Map<String, Object>> requests = new ArrayList<>();
        List<Map<String, String>> records = new ArrayList<>();
        int size = 0;
        for (EditFile.Line line : lines) {
            String base64 = Base64.getEncoder().encodeToString(line.value());
            if (records.size() == RECORDS || !records.isEmpty() && size + base64.length() > CHARACTERS) {
                requests.add(with(records, dryRun));
                records = new ArrayList<>();
                size = 0;
            }
            size += base64.length();
            records.add(Map.of("id", line.id(), "value_base64", base64));
        }
        if (!records.isEmpty()) {
            requests.add(with(records, dryRun));
        }
        return requests;
    }

    private Map<String, Object> with(List<Map<String, String>> records, boolean dryRun) {
        Map<String, Object> request = request(dryRun);
        request.put("records", records);
        return request;
    }
}

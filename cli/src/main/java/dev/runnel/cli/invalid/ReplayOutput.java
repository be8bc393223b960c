package dev.runnel.cli.invalid;

import dev.runnel.cli.output.JsonTree;
import dev.runnel.core.json.JsonText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what became of replayed records, and counts them. Not thread safe. */
public final class ReplayOutput {
    /** Outcomes in the order in which they are counted out, with the words for them. */
    private static final Map<String, String> WORDS = words();

    private static final int SHOWN = 20;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long matched;
    private int shown;

    public ReplayOutput(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
        WORDS.keySet().forEach(outcome -> counts.put(outcome, 0L));
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("replayed", "replayed");
        words.put("valid", "would be valid");
        words.put("still_invalid", "still invalid");
        words.put("not_mended", "could not be mended");
        words.put("in_the_log", "in the log already");
        words.put("already_replayed", "replayed before");
        return words;
    }

    /** Takes in one answer of the gateway. */
    void add(Map<String, @Nullable Object> answer) {
        matched += JsonTree.number(answer, "matched");
        counts.replaceAll((outcome, count) -> count + JsonTree.number(answer, outcome));
        boolean dryRun = Boolean.TRUE.equals(answer.get("dry_run"));
        for (Map<String, @Nullable Object> result : JsonTree.objects(answer, "results")) {
            if (json) {
                out.println(JsonText.of(result));
            } else {
                print(result, dryRun);
            }
        }
        out.flush();
    }

    private void print(Map<String, @Nullable Object> result, boolean dryRun) {
        String outcome = JsonTree.text(result, "outcome");
        if (dryRun) {
            out.println(why(result));
            String value = JsonTree.text(result, "value");
            out.println("    " + (value.isEmpty() ? "" : value));
        } else if (!outcome.equals("replayed") && !outcome.equals("already_replayed") && ++shown <= SHOWN) {
            out.println(why(result));
        }
    }

    /** One result in a line: {@code events/0/17 still invalid: one_of type: ...}. */
    static String why(Map<String, @Nullable Object> result) {
        String outcome = JsonTree.text(result, "outcome");
        String code = (JsonTree.text(result, "code") + " " + JsonTree.text(result, "field")).strip();
        String message = JsonTree.text(result, "message");
        return JsonTree.text(result, "id") + " " + WORDS.getOrDefault(outcome, outcome)
                + (code.isEmpty() ? "" : ": " + code) + (message.isEmpty() ? "" : ": " + message);
    }

    /** Prints the counts. */
    public void summary(boolean dryRun) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("matched", matched);
            all.putAll(counts);
            all.put("dry_run", dryRun);
            out.println(JsonText.of(all));
        } else if (matched == 0) {
            out.println("no invalid record matches");
        } else {
            List<String> parts = new ArrayList<>();
            counts.forEach((outcome, count) -> {
                if (count > 0) {
                    parts.add(count + " " + WORDS.get(outcome));
                }
            });
            out.println(matched
                    + (matched == 1 ? " record: " : " records: ")
                    + String.join(", ", parts)
                    + (dryRun ? "; nothing was sent" : ""));
        }
        out.flush();
        if (!json && shown > SHOWN) {
            err.println("only the first " + SHOWN + " that were not replayed are shown; --json prints all");
            err.flush();
        }
    }

    /** Whether some record is not in the stream for all that. */
    public boolean failed() {
        return counts.entrySet().stream()
                .anyMatch(e -> e.getValue() > 0
                        && (e.getKey().equals("still_invalid")
                                || e.getKey().equals("not_mended")
                                || e.getKey().equals("in_the_log")));
    }
}

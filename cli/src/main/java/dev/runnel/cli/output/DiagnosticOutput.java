package dev.runnel.cli.output;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Severity;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.pipeline.Pipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The result of a check, for people and for programs. */
public final class DiagnosticOutput {
    private DiagnosticOutput() {}

    /** A line for each mistake as compilers print it, and a line that sums up. */
    public static String text(Optional<Pipeline> pipeline, Diagnostics found) {
        return text(pipeline, 0, found);
    }

    /** The same for a pipeline with tests. */
    public static String text(Optional<Pipeline> pipeline, int tests, Diagnostics found) {
        StringBuilder text = new StringBuilder();
        found.all().forEach(d -> text.append(d).append('\n'));
        pipeline.ifPresent(p -> text.append("%s: %s, %s"
                        .formatted(
                                p.name(),
                                count(p.streams().size(), "stream"),
                                count(p.models().size(), "model"))
                + (tests == 0 ? "" : ", " + count(tests, "test"))));
        if (!found.all().isEmpty() || pipeline.isEmpty()) {
            text.append(pipeline.isPresent() ? ": " : "").append(sum(found.all()));
        } else {
            text.append(": no mistakes");
        }
        return text.append('\n').toString();
    }

    /** One object: {@code valid}, {@code pipeline} and {@code diagnostics} with code, severity, place and message. */
    public static String json(Optional<Pipeline> pipeline, Diagnostics found) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("valid", pipeline.isPresent() && !found.hasErrors());
        pipeline.ifPresent(p -> result.put("pipeline", p.name()));
        result.put(
                "diagnostics",
                found.all().stream().map(DiagnosticOutput::fields).toList());
        return JsonText.pretty(result);
    }

    static Map<String, Object> fields(Diagnostic d) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", d.code().id());
        fields.put("severity", d.severity().name().toLowerCase(Locale.ROOT));
        fields.put("file", d.at().file().toString());
        fields.put("line", d.at().line());
        fields.put("column", d.at().column());
        fields.put("pointer", d.at().pointer());
        fields.put("message", d.message());
        d.suggestion().ifPresent(s -> fields.put("suggestion", s));
        return fields;
    }

    private static String sum(List<Diagnostic> all) {
        long errors = all.stream().filter(d -> d.severity() == Severity.ERROR).count();
        long warnings = all.size() - errors;
        return warnings == 0 ? count(errors, "error") : count(errors, "error") + ", " + count(warnings, "warning");
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}

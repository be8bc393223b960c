package dev.runnel.bench.report;

import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Outcome;
import dev.runnel.core.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result for programs: every run's figures, unrounded. */
public final class JsonReport {
    private JsonReport() {}

    public static String of(Result result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", result.benchmark());
        all.put("work", result.work());
        all.put("machine", result.machine());
        all.put("rules", result.rules());
        all.put("metrics", result.metrics().stream().map(JsonReport::metric).toList());
        all.put("contenders", result.entries().stream().map(JsonReport::entry).toList());
        all.put(
                "limits",
                result.limits().stream()
                        .map(l -> Map.of("metric", l.metric(), "formula", l.formula(), "value", l.value()))
                        .toList());
        all.put(
                "reaches",
                result.reaches().stream().map(r -> Verdict.of(result, r).text()).toList());
        return JsonText.pretty(all) + "\n";
    }

    private static Map<String, Object> metric(Metric metric) {
        return Map.of("name", metric.name(), "unit", metric.unit(), "higher_is_better", metric.higherIsBetter());
    }

    private static Map<String, Object> entry(Result.Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", entry.name());
        fields.put("role", entry.role().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("settings", entry.settings());
        fields.put("runs", entry.outcomes().stream().map(JsonReport::outcome).toList());
        return fields;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Measured measured) {
            return Map.of(
                    "values",
                    measured.run().values(),
                    "peak_memory_bytes",
                    measured.run().peakMemory());
        }
        return Map.of("failed", ((Outcome.Failed) outcome).why());
    }
}

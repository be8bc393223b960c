package dev.runnel.cli.output;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What systems answered, for people and for programs. */
public final class ProbeOutput {
    private ProbeOutput() {}

    /**
     * What one system answered.
     *
     * @param name of the stream or model
     * @param role {@code source} or {@code destination}
     * @param found nothing where all is well
     */
    public record Probe(String name, String role, String type, Diagnostics found) {
        /** Whether nothing stands in the way. */
        public boolean isReady() {
            return !found.hasErrors();
        }
    }

    /** A line for each system, with those of its mistakes below it. */
    public static String text(List<Probe> probes) {
        StringBuilder text = new StringBuilder();
        for (Probe probe : probes) {
            text.append("%s: %s %s: %s%n"
                    .formatted(probe.name, probe.role, probe.type, probe.isReady() ? "ready" : "not ready"));
            probe.found.all().forEach(d -> text.append("  ").append(d).append('\n'));
        }
        return text.toString();
    }

    /** One object: {@code ready}, and {@code probes} with the name, role, type and diagnostics of each. */
    public static String json(List<Probe> probes) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ready", probes.stream().allMatch(Probe::isReady));
        result.put("probes", probes.stream().map(ProbeOutput::fields).toList());
        return JsonText.pretty(result);
    }

    private static Map<String, Object> fields(Probe probe) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", probe.name);
        fields.put("role", probe.role);
        fields.put("type", probe.type);
        fields.put("ready", probe.isReady());
        fields.put(
                "diagnostics",
                probe.found.all().stream().map(DiagnosticOutput::fields).toList());
        return fields;
    }
}

package dev.runnel.cli.output;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.plan.Plan;
import dev.runnel.core.plan.Step;
import dev.runnel.core.plan.Step.Action;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A plan, for people and for programs. */
public final class PlanOutput {
    private PlanOutput() {}

    /** A line for each step, its notes below, what is refused, and a line that sums up. */
    public static String text(Plan plan, String comparedWith) {
        StringBuilder text = new StringBuilder(plan.pipeline() + ", compared with " + comparedWith + "\n\n");
        for (Step step : plan.steps()) {
            text.append("  %s %-12s %s%n".formatted(step.action().sign(), step.kind(), step.name()));
            step.notes().forEach(note -> text.append("      ").append(note).append('\n'));
        }
        text.append('\n');
        for (Diagnostic refused : plan.refused()) {
            text.append(refused).append('\n');
        }
        return text.append(sum(plan)).append('\n').toString();
    }

    private static String sum(Plan plan) {
        String counts = "plan " + plan.hash() + ": " + plan.count(Action.CREATE) + " to create, "
                + plan.count(Action.CHANGE) + " to change, " + plan.count(Action.REMOVE) + " to remove";
        return plan.refused().isEmpty()
                ? counts
                : counts + ", " + plan.refused().size() + " refused";
    }

    /** One object: {@code pipeline}, {@code hash}, {@code steps} and {@code refused}. */
    public static String json(Plan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pipeline", plan.pipeline());
        fields.put("hash", plan.hash());
        fields.put("steps", plan.steps().stream().map(PlanOutput::fields).toList());
        fields.put(
                "refused", plan.refused().stream().map(DiagnosticOutput::fields).toList());
        return JsonText.pretty(fields);
    }

    private static Map<String, Object> fields(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", step.action().name().toLowerCase(Locale.ROOT));
        fields.put("kind", step.kind());
        fields.put("name", step.name());
        fields.put("notes", step.notes());
        return fields;
    }
}

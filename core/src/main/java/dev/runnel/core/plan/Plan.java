package dev.runnel.core.plan;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.plan.Step.Action;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What the next run of a pipeline does differently from the one before.
 *
 * @param steps streams, models, destinations and topics, in this order
 * @param refused changes that break what a stream promised; a run refuses them too unless it is told otherwise
 */
public record Plan(String pipeline, List<Step> steps, List<Diagnostic> refused) {
    public Plan {
        steps = List.copyOf(steps);
        refused = List.copyOf(refused);
    }

    /** How many things get this action. */
    public long count(Action action) {
        return steps.stream().filter(s -> s.action() == action).count();
    }

    /** Whether the next run does anything differently. */
    public boolean changes() {
        return count(Action.KEEP) != steps.size();
    }

    /** Twelve hexadecimal digits, the same for the same steps. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = digest.digest((pipeline + steps).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

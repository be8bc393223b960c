package dev.runnel.core.codec;

import dev.runnel.core.codec.Completion.Gathered;
import dev.runnel.core.codec.Completion.Step;
import dev.runnel.core.record.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what has to be done after reading, so that nothing is done for fields that may simply be absent. */
final class CompletionPlan {
    private final Layout layout;
    private final List<Step> steps = new ArrayList<>();
    private final List<Gathered> rows = new ArrayList<>();

    /** @param targets by slot, what reads it */
    CompletionPlan(Layout layout, Target[] targets) {
        this.layout = layout;
        for (int i = 0; i < layout.size(); i++) {
            Layout.Slot slot = layout.slot(i);
            byte[] fallback = fallback(slot);
            if (slot.field().required() || fallback != null) {
                steps.add(new Step(i, slot.parent(), fallback, targets[i]));
            }
            if (gathersFromElsewhere(slot)) {
                rows.add(0, new Gathered(i, fieldsOf(slot)));
            }
        }
    }

    Completion completion() {
        return new Completion(rows, steps);
    }

    /** Reports each fallback that is no value of its field. */
    void checkFallbacks(DecodedRecord record, List<Violation> problems) {
        for (Step step : steps) {
            if (!step.hasFallback()) {
                continue;
            }
            record.clear();
            try {
                step.fill(record);
                record.work.fallback.requireEnd();
            } catch (Refusal e) {
                record.refuse(e.reason(), e.text(), e.position());
            }
            String path = layout.slot(step.slot()).path();
            for (Violation v : record.violations) {
                problems.add(new Violation(v.reason(), path, "the default value: " + v.message(), -1));
            }
        }
    }

    private static byte @Nullable [] fallback(Layout.Slot slot) {
        return slot.field()
                .fallback()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
    }

    private boolean gathersFromElsewhere(Layout.Slot row) {
        return IntStream.range(row.index() + 1, row.end())
                .anyMatch(i -> layout.slot(i).field().path().isPresent());
    }

    private int[] fieldsOf(Layout.Slot row) {
        return IntStream.range(row.index() + 1, row.end())
                .filter(i -> layout.slot(i).parent() == row.index())
                .toArray();
    }
}

package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a test holds.
 *
 * @param comparisons of everything that the test expects, and of invalid records that it does not
 * @param failures why a model gave no result, by its name
 */
public record Verdict(PipelineTest test, List<Comparison> comparisons, Map<String, String> failures) {
    public Verdict {
        comparisons = List.copyOf(comparisons);
        failures = Map.copyOf(failures);
    }

    /** Compares what came with what was expected; mistakes in the expectations are reported. */
    public static Verdict of(PipelineTest test, TestResult result, Diagnostics out) {
        List<Comparison> comparisons = new ArrayList<>();
        for (ExpectedRows expected : test.expect()) {
            Optional.ofNullable(result.rows().get(expected.of()))
                    .flatMap(rows -> Comparison.of(expected, rows, out))
                    .ifPresent(comparisons::add);
        }
        result.invalid().forEach((stream, rows) -> {
            Optional<ExpectedRows> expected =
                    test.invalid().stream().filter(e -> e.of().equals(stream)).findFirst();
            if (expected.isPresent() || !rows.rows().isEmpty()) {
                Comparison.of(expected.orElseGet(() -> ExpectedRows.noneInvalid(stream, test)), rows, out)
                        .ifPresent(comparisons::add);
            }
        });
        return new Verdict(test, comparisons, result.failures());
    }

    public boolean holds() {
        return failures.isEmpty() && comparisons.stream().allMatch(Comparison::holds);
    }
}

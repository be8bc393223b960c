package dev.runnel.cli.testing;

import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.testing.Comparison;
import dev.runnel.core.testing.Difference;
import dev.runnel.core.testing.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The result of tests for people: a line for each test, and below a failed one what is not as expected. */
public final class TestReport {
    private final Ansi ansi;
    private final StringBuilder text = new StringBuilder();

    private TestReport(Ansi ansi) {
        this.ansi = ansi;
    }

    /** @param ansi whether the terminal knows colours */
    public static String of(List<Verdict> verdicts, Duration took, Ansi ansi) {
        TestReport report = new TestReport(ansi);
        verdicts.forEach(report::test);
        long failed = verdicts.stream().filter(v -> !v.holds()).count();
        report.line(String.format(
                Locale.ROOT,
                "%s, %s (%.1f s)",
                count(verdicts.size(), "test"),
                failed == 0 ? "all passed" : failed + " failed",
                took.toMillis() / 1000.0));
        return report.text.toString();
    }

    private void test(Verdict verdict) {
        if (verdict.holds()) {
            line(green("ok") + "    " + verdict.test().name());
            return;
        }
        line(red("FAIL") + "  " + verdict.test().name());
        verdict.failures().forEach((model, why) -> {
            line("      " + verdict.test().at() + ": " + model + " failed");
            line("          " + red(why));
        });
        verdict.comparisons().stream().filter(c -> !c.holds()).forEach(this::comparison);
    }

    private void comparison(Comparison comparison) {
        line("      " + comparison.expectation().at() + ": " + what(comparison) + ": " + sum(comparison));
        comparison.differences().forEach(this::difference);
    }

    private static String what(Comparison comparison) {
        String of = comparison.expectation().of();
        return comparison.expectation().invalid() ? "invalid records of " + of : of;
    }

    private static String sum(Comparison comparison) {
        if (comparison.expectation().open()) {
            return "nothing is written yet; --update fills in what came";
        }
        List<Difference> differences = comparison.differences();
        return String.format(
                Locale.ROOT,
                "%d as expected, %d changed, %d missing, %d unexpected",
                comparison.matched(),
                count(differences, Difference.Changed.class),
                count(differences, Difference.Missing.class),
                count(differences, Difference.Unexpected.class));
    }

    private static long count(List<Difference> differences, Class<? extends Difference> kind) {
        return differences.stream().filter(kind::isInstance).count();
    }

    private void difference(Difference difference) {
        if (difference instanceof Difference.Missing missing) {
            row(place(missing.at()), "missing", red(missing.row()));
        } else if (difference instanceof Difference.Unexpected unexpected) {
            row("", "unexpected", green(unexpected.row()));
        } else if (difference instanceof Difference.Changed changed) {
            row(place(changed.at()), "changed", changed.same());
            for (Difference.Cell cell : changed.cells()) {
                line(" ".repeat(33) + cell.column() + ": expected " + red(cell.expected()) + ", got "
                        + green(cell.actual()));
            }
        }
    }

    private void row(String place, String kind, String row) {
        line(String.format(Locale.ROOT, "          %-10s  %-10s %s", place, kind, row));
    }

    private static String place(Location at) {
        return "line " + at.line();
    }

    private String red(String words) {
        return ansi.enabled() ? "\u001B[31m" + words + "\u001B[0m" : words;
    }

    private String green(String words) {
        return ansi.enabled() ? "\u001B[32m" + words + "\u001B[0m" : words;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}

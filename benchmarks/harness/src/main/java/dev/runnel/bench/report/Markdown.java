package dev.runnel.bench.report;

import dev.runnel.bench.report.Result.Entry;
import dev.runnel.bench.run.Metric;
import dev.runnel.bench.run.Reach;
import dev.runnel.bench.run.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A result for people. */
public final class Markdown {
    private final Result result;
    private final StringBuilder text = new StringBuilder();

    private Markdown(Result result) {
        this.result = result;
    }

    /** The whole page. */
    public static String of(Result result) {
        return new Markdown(result).page();
    }

    /** The tables alone, for a terminal. */
    public static String tables(Result result) {
        Markdown page = new Markdown(result);
        page.tables();
        page.reaches();
        return page.text.toString();
    }

    private String page() {
        line("# " + result.benchmark());
        line("Made by `./bench " + result.benchmark() + "`. The work: " + result.work() + ".");
        line("");
        tables();
        reaches();
        section("How it was measured", result.rules());
        line("");
        line("## Settings of each contender");
        line("Files are below `benchmarks/harness/src/main/resources/dev/runnel/bench/`.");
        result.entries().forEach(e -> line("- **" + e.name() + "**: " + String.join("; ", e.settings())));
        section(
                "Machine",
                result.machine().entrySet().stream()
                        .map(f -> f.getKey() + ": " + f.getValue())
                        .toList());
        failures();
        return text.toString();
    }

    private void tables() {
        for (Metric metric : result.metrics()) {
            List<List<String>> rows = new ArrayList<>();
            Optional<Double> limit = result.limit(metric).map(Result.Bound::value);
            for (Entry entry : result.entries()) {
                entry.series(metric).ifPresent(series -> rows.add(row(metric, entry, series, limit)));
            }
            if (!rows.isEmpty()) {
                List<String> head = new ArrayList<>(List.of(
                        metric.name(),
                        "median, " + metric.unit(),
                        "lowest to highest",
                        "runs",
                        product() + (metric.higherIsBetter() ? " is higher by" : " is lower by")));
                if (limit.isPresent()) {
                    head.add("of the limit");
                }
                head.add("peak memory, MiB");
                table(head, rows);
            }
            result.limit(metric)
                    .ifPresent(
                            b -> line("Limit: " + figure(b.value()) + " " + metric.unit() + " = " + b.formula() + "."));
            line("");
        }
    }

    private List<String> row(Metric metric, Entry entry, Series series, Optional<Double> limit) {
        List<String> row = new ArrayList<>(List.of(
                entry.name(),
                figure(series.median()),
                figure(series.lowest()) + " to " + figure(series.highest()),
                String.valueOf(series.values().size()),
                result.product(metric)
                        .map(own -> metric.higherIsBetter() ? own / series.median() : series.median() / own)
                        .map(ratio -> String.format(Locale.ROOT, "%.2f x", ratio))
                        .orElse("")));
        limit.ifPresent(l -> row.add(String.format(Locale.ROOT, "%.2f", series.median() / l)));
        row.add(entry.peakMemory() == 0 ? "" : String.format(Locale.ROOT, "%,d", entry.peakMemory() >> 20));
        return row;
    }

    private void table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        int[] widths = new int[head.size()];
        all.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int i = 0; i < all.size(); i++) {
            line(cells(all.get(i), widths));
            if (i == 0) {
                line(rule(widths));
            }
        }
    }

    private static String cells(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < row.size(); i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(' ')
                    .append(i == 0 ? row.get(i) + pad : pad + row.get(i))
                    .append(" |");
        }
        return line.toString();
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "-".repeat(widths[i] + 2) : "-".repeat(widths[i] + 1) + ":")
                    .append('|');
        }
        return line.toString();
    }

    private String product() {
        return result.entries().stream()
                .filter(e -> e.role() == Role.PRODUCT)
                .map(Entry::name)
                .findFirst()
                .orElse("the product");
    }

    private void reaches() {
        for (Reach reach : result.reaches()) {
            line("- " + Verdict.of(result, reach).text());
        }
    }

    private void section(String title, List<String> lines) {
        line("");
        line("## " + title);
        lines.forEach(l -> line("- " + l));
    }

    private void failures() {
        List<String> failures = new ArrayList<>();
        result.entries().forEach(e -> e.failures().forEach(f -> failures.add("**" + e.name() + "**: " + f)));
        if (!failures.isEmpty()) {
            section("Runs that failed", failures);
        }
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.2f", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Options;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Expectation.OnFail;
import dev.runnel.core.yaml.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One data check: a rule, and what becomes of a row that fails it. */
final class ExpectationKind implements Kind<Expectation> {
    private static final Option<String> RULE = Option.of(
                    "rule", Kinds.string(), "A SQL condition over the columns of the result, true for a good row.")
            .needed();
    private static final Option<String> ON_FAIL = Option.of(
                    "on_fail",
                    Kinds.word("invalid", "warn", "fail"),
                    "A row that fails becomes an invalid record and goes nowhere else; is counted and passes; or ends"
                            + " the model's job.")
            .or("invalid");
    private static final List<Option<?>> OPTIONS = List.of(RULE, ON_FAIL);

    /** Checks that need all rows of a table at once, as a run of a schedule has them. */
    private static final Set<String> OF_TABLES = Set.of("unique", "row_count");

    @Override
    public Optional<Expectation> read(Node node, Diagnostics out) {
        if (node instanceof Node.Mapping mapping && ofTable(mapping, out)) {
            return Optional.empty();
        }
        return Options.read(node, OPTIONS, out)
                .map(settings -> new Expectation(
                        settings.get(RULE).stripTrailing(),
                        OnFail.valueOf(settings.get(ON_FAIL).toUpperCase(Locale.ROOT)),
                        QueryText.begin(settings.at(RULE))));
    }

    private static boolean ofTable(Node.Mapping mapping, Diagnostics out) {
        List<Node.Entry> found = mapping.entries().stream()
                .filter(entry -> OF_TABLES.contains(entry.key()))
                .toList();
        for (Node.Entry entry : found) {
            out.error(
                    Code.UNKNOWN_KEY,
                    entry.keyAt(),
                    "'" + entry.key() + "' needs all rows of a table, and a continuous model sees one row at a time",
                    entry.key().equals("unique")
                            ? "give the model a 'key:' with these columns, so that the last row of each replaces the"
                                    + " others"
                            : "count in the query, and check the count with 'rule:'");
        }
        return !found.isEmpty();
    }

    @Override
    public Map<String, Object> schema() {
        return Options.schema(OPTIONS);
    }

    @Override
    public String title() {
        return "rule";
    }
}

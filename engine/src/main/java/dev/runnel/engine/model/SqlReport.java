package dev.runnel.engine.model;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.pipeline.Expectation;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.expect.RuleColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reports what is wrong with a model's query at its place in the user's file. */
final class SqlReport {
    private final Pipeline pipeline;
    private final Model model;
    private final Diagnostics out;

    SqlReport(Pipeline pipeline, Model model, Diagnostics out) {
        this.pipeline = pipeline;
        this.model = model;
        this.out = out;
    }

    /** Reports key columns that the result does not have; says whether there were any. */
    boolean keyMissing(List<String> columns) {
        List<String> missing =
                model.key().stream().filter(k -> !columns.contains(k)).toList();
        missing.forEach(key -> out.unknown(Code.BAD_SQL, model.at(), "key column", key, columns));
        return !missing.isEmpty();
    }

    /** Reports that a result that is declared to be one row may be more. */
    void manyRows() {
        out.error(
                Code.BAD_SQL,
                model.sqlAt(),
                "'key: []' says that the result is one row, and this query may give more",
                "aggregate without GROUP BY, or name the columns that tell its rows apart");
    }

    /** Reports what the planner says of the query. */
    void mistake(RuntimeException failure) {
        mistake(failure, model.sqlAt(), 0, names());
    }

    /**
     * Reports what the planner says of a data check.
     *
     * @param columns of the model's result
     */
    void mistake(RuntimeException failure, Expectation expectation, List<String> columns) {
        mistake(failure, expectation.at(), RuleColumns.LINES_BEFORE, new TreeSet<>(columns));
    }

    /** Reports a data check that is no condition. */
    void noCondition(Expectation expectation, String type) {
        out.error(
                Code.BAD_SQL,
                expectation.at(),
                "the rule is of type " + type + ", not a condition",
                "compare: `" + expectation.rule() + "` = ... or > ...");
    }

    private void mistake(RuntimeException failure, Location begin, int linesBefore, Set<String> columns) {
        if (failure instanceof ModelTables.BrokenInput) {
            out.error(Code.BAD_SQL, model.sqlAt(), "'" + model.name() + "' cannot be planned: " + failure.getMessage());
            return;
        }
        SqlMistake mistake = SqlMistake.of(failure);
        Optional<String> closest = Optional.ofNullable(mistake.missing()).flatMap(m -> closest(m, columns));
        if (closest.isPresent()) {
            out.error(
                    Code.BAD_SQL,
                    at(mistake, begin, linesBefore),
                    mistake.message(),
                    "did you mean '" + closest.get() + "'?");
        } else {
            out.error(Code.BAD_SQL, at(mistake, begin, linesBefore), mistake.message());
        }
    }

    /** Every line of a query stands in its file at the same indentation. */
    private static Location at(SqlMistake mistake, Location begin, int linesBefore) {
        if (mistake.line().orElse(0) <= linesBefore) {
            return begin;
        }
        return new Location(
                begin.file(),
                begin.line() + mistake.line().getAsInt() - 1 - linesBefore,
                begin.column() + mistake.column().getAsInt() - 1,
                begin.pointer());
    }

    private Optional<String> closest(SqlMistake.Missing missing, Set<String> columns) {
        return ClosestName.of(missing.name(), missing.table() ? tables() : columns);
    }

    private Set<String> tables() {
        Set<String> names = new TreeSet<>();
        pipeline.streams().forEach(s -> names.add(s.name()));
        pipeline.models().forEach(m -> names.add(m.name()));
        return names;
    }

    /** Every column that a stream has. */
    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(SystemColumn.values()).forEach(c -> names.add(c.column()));
        pipeline.streams().forEach(s -> fields(s.contract().type(), names));
        return names;
    }

    private static void fields(RecordType type, Set<String> names) {
        for (Field field : type.fields()) {
            names.add(field.name());
            if (field.type() instanceof RecordType nested) {
                fields(nested, names);
            }
        }
    }
}

package dev.runnel.engine.expect;

import dev.runnel.core.pipeline.Expectation;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Data checks as SQL. A rule stands in lines of its own, so that its mistakes are told with a place counted from the
 * rule's first character, one line down.
 */
public final class RuleColumns {
    /** Lines of a query before a rule's first. */
    public static final int LINES_BEFORE = 1;

    private final TableEnvironment tables;
    private final String view;

    /** @param rows the rows to look at, whose model names them in messages */
    public RuleColumns(TableEnvironment tables, String model, Table rows) {
        this.tables = tables;
        this.view = "`rows of " + model + "`";
        tables.createTemporaryView(view, rows);
    }

    /**
     * The type of a rule; one that is not BOOLEAN is a mistake.
     *
     * @throws RuntimeException as Flink's planner does
     */
    public LogicalType type(Expectation expectation) {
        List<org.apache.flink.table.types.DataType> types = tables.sqlQuery(
                        "SELECT *, (\n" + expectation.rule() + "\n) FROM " + view)
                .getResolvedSchema()
                .getColumnDataTypes();
        return types.get(types.size() - 1).getLogicalType();
    }

    /** Whether a type is that of a condition. */
    public static boolean isCondition(LogicalType type) {
        return type.is(LogicalTypeRoot.BOOLEAN);
    }

    /** The rows with one column more for each rule: true where it holds. */
    public Table appended(List<Expectation> expectations) {
        StringBuilder sql = new StringBuilder("SELECT *");
        for (int i = 0; i < expectations.size(); i++) {
            sql.append(", (\n")
                    .append(expectations.get(i).rule())
                    .append("\n) IS TRUE AS `rule ")
                    .append(i)
                    .append('`');
        }
        return tables.sqlQuery(sql.append(" FROM ").append(view).toString());
    }

    /** The rows that no rule makes invalid records of. */
    public Table passing(List<Expectation> expectations) {
        List<String> rules = new ArrayList<>();
        expectations.stream()
                .filter(e -> e.onFail() == Expectation.OnFail.INVALID)
                .forEach(e -> rules.add("(\n" + e.rule() + "\n) IS TRUE"));
        String where = rules.isEmpty() ? "" : " WHERE " + String.join(" AND ", rules);
        return tables.sqlQuery("SELECT * FROM " + view + where);
    }
}

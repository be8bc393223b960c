package dev.runnel.engine.model;

import java.util.List;
import org.apache.flink.table.api.Table;

/** Whether a query gives at most one row. */
final class OneRow {
    private static final String TREE = "== Abstract Syntax Tree ==";

    private OneRow() {}

    /**
     * By the planner's tree of the query as it stands: an aggregate over everything, or LIMIT 1, below nothing but conditions
     * and expressions. A query of another form that gives one row all the same is not known for it.
     */
    static boolean gives(Table table) {
        List<String> operators = table.explain()
                .lines()
                .dropWhile(line -> !line.equals(TREE))
                .skip(1)
                .map(line -> line.replaceFirst("^[ :]*\\+- ", ""))
                .toList();
        for (String operator : operators) {
            if (!operator.startsWith("LogicalProject(") && !operator.startsWith("LogicalFilter(")) {
                return operator.startsWith("LogicalAggregate(group=[{}]")
                        || operator.startsWith("LogicalSort(") && operator.contains("fetch=[1]");
            }
        }
        return false;
    }
}

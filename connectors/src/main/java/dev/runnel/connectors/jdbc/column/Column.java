package dev.runnel.connectors.jdbc.column;

import java.io.Serializable;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column of a table or of a query's result, as the driver tells of it.
 *
 * @param typeName in lower case
 * @param precision digits of a number, characters of a text; 0 where the driver knows none
 * @param scale digits behind the point, or behind the second
 * @param nullable whether it can be null, or nobody knows
 */
public record Column(String name, String typeName, int precision, int scale, boolean signed, boolean nullable)
        implements Serializable {

    /** The columns of a result, in their order. */
    public static List<Column> of(ResultSetMetaData result) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(new Column(
                    result.getColumnLabel(i),
                    String.valueOf(result.getColumnTypeName(i)).toLowerCase(Locale.ROOT),
                    result.getPrecision(i),
                    result.getScale(i),
                    result.isSigned(i),
                    result.isNullable(i) != ResultSetMetaData.columnNoNulls));
        }
        return List.copyOf(columns);
    }

    /** The type's name without its parameters: {@code varchar} of {@code varchar(10)}. */
    public String bareType() {
        return typeName.replaceAll("\\(.*\\)", "").strip();
    }

    /** The same column, known to be without nulls. */
    public Column notNull() {
        return new Column(name, typeName, precision, scale, signed, false);
    }

    /** The same column with the type's name that another list of columns has for it. */
    public Column withTypeName(String newTypeName) {
        return new Column(name, newTypeName.toLowerCase(Locale.ROOT), precision, scale, signed, nullable);
    }
}

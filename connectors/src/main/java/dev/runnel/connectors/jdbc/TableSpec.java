package dev.runnel.connectors.jdbc;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A table to write, in a form that Flink can send to where it is written.
 *
 * @param name with its schema, where it has one
 * @param rows the rows, column by column
 * @param key columns that identify a row; never none
 * @param password never shown
 * @param batch most rows at once
 */
record TableSpec(
        Dialect dialect,
        String url,
        @Nullable String user,
        @Nullable String password,
        String name,
        RowType rows,
        ArrayList<String> key,
        int batch)
        implements Serializable {

    List<String> columns() {
        return rows.getFieldNames();
    }

    /** Makes the table where it is not there. */
    String create() {
        List<String> parts = new ArrayList<>();
        for (RowType.RowField field : rows.getFields()) {
            boolean inKey = key.contains(field.getName());
            boolean required = inKey || !field.getType().isNullable();
            parts.add(dialect.quote(field.getName()) + " " + dialect.type(field.getType(), inKey)
                    + (required ? " NOT NULL" : ""));
        }
        return "CREATE TABLE IF NOT EXISTS " + dialect.quoted(name) + " (" + String.join(", ", parts)
                + ", PRIMARY KEY (" + dialect.names(key) + "))";
    }

    String upsert() {
        return dialect.upsert(name, columns(), key);
    }

    String delete() {
        return dialect.delete(name, key);
    }

    @Override
    public String toString() {
        return name + " at " + url.replaceFirst("[?;].*", "");
    }
}

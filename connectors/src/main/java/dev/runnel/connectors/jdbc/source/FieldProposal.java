package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.drift.FieldName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposes the fields of a contract for the columns of a table or query. */
final class FieldProposal {
    private final ReadDialect dialect;
    private final ReadOptions options;

    FieldProposal(ReadDialect dialect, ReadOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    /**
     * A field for each column, required where it cannot be null. A column whose name no field can have gets the nearest one
     * and a path; one with a dot in its name, which no path can name, gets none.
     */
    RecordType of(List<Column> columns) {
        Set<String> taken = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            if (column.name().indexOf('.') < 0) {
                String name = FieldName.of(column.name());
                while (!taken.add(name)) {
                    name += "_2";
                }
                fields.add(field(name, column));
            }
        }
        return new RecordType(fields);
    }

    private Field field(String name, Column column) {
        Type type = dialect.reading(column, new Moments(options.zone(), TimeFormat.ISO), options.tinyintAsBoolean())
                .type();
        Optional<String> path = name.equals(column.name()) ? Optional.empty() : Optional.of(column.name());
        return new Field(
                name,
                type,
                !column.nullable(),
                List.of(),
                path,
                Optional.empty(),
                TimeFormat.ISO,
                "",
                Optional.empty());
    }
}

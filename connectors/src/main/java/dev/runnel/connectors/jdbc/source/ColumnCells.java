package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Cell;
import dev.runnel.connectors.jdbc.column.Cells;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.ColumnReading;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type.Primitive;
import java.util.Optional;

/** Chooses how columns are written, by their types and by what the contract declares for them. */
final class ColumnCells {
    private final ReadDialect dialect;
    private final ReadOptions options;

    ColumnCells(ReadDialect dialect, ReadOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    /** A field of type string takes the database's own text; a timestamp is written in the field's format. */
    Cell cell(Column column) {
        Optional<Field> field = field(column);
        TimeFormat format = field.map(Field::timeFormat).orElse(TimeFormat.ISO);
        ColumnReading reading =
                dialect.reading(column, new Moments(options.zone(), format), options.tinyintAsBoolean());
        boolean asText = field.isPresent() && field.get().type() == Primitive.STRING;
        return asText && reading.type() != Primitive.STRING ? Cells.TEXT : reading.cell();
    }

    private Optional<Field> field(Column column) {
        return options.contract().flatMap(contract -> contract.fields().stream()
                .filter(f -> f.path().orElse(f.name()).equals(column.name()))
                .findFirst());
    }
}

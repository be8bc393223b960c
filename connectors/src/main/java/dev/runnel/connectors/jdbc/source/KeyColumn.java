package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.dialect.KeyKind;

/** A column that rows are ordered by. */
record KeyColumn(Column column, KeyKind kind) {
    String name() {
        return column.name();
    }
}

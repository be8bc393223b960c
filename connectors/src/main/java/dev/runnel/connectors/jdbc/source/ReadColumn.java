package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.column.Cell;
import dev.runnel.connectors.jdbc.column.Column;

/** A column of a relation, and how its values become JSON. */
public record ReadColumn(Column column, Cell cell) {}

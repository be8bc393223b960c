package dev.runnel.connectors.jdbc.column;

import dev.runnel.core.contract.Type;

/**
 * How a column is read.
 *
 * @param type the type that a contract declares for it, so that no value loses anything
 */
public record ColumnReading(Type type, Cell cell) {}

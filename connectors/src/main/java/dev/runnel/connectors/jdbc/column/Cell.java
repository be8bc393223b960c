package dev.runnel.connectors.jdbc.column;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How the values of a column become JSON. Thread safe. */
@FunctionalInterface
public interface Cell {
    /**
     * Writes exactly one JSON value: that of the current row's column. A value that no record can hold is written as its
     * text, and refused with a reason.
     *
     * @param index of the column, from 1
     * @throws SQLException when the database or the connection fails, not for the value
     */
    void write(ResultSet rows, int index, RowJson out) throws SQLException, IOException;
}

package dev.runnel.connectors.jdbc;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.core.record.Violation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/**
 * One connection to one table. A batch is written whole, in a transaction, or it is halved until the rows are found that
 * the database refuses. Not thread safe.
 */
final class RowWrites implements AutoCloseable {
    private final TableSpec table;
    private final Connection connection;
    private final PreparedStatement upsert;
    private final PreparedStatement delete;
    private final Cells columns;
    private final Cells key;

    /** Connects, and makes the table where it is not there. */
    RowWrites(TableSpec table) throws SQLException {
        this.table = table;
        Properties properties = new Properties();
        if (table.user() != null) {
            properties.setProperty("user", table.user());
        }
        if (table.password() != null) {
            properties.setProperty("password", table.password());
        }
        connection = DriverManager.getConnection(Database.address(table.url()), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.create());
        }
        connection.setAutoCommit(false);
        upsert = connection.prepareStatement(table.upsert());
        delete = connection.prepareStatement(table.delete());
        columns = new Cells(table.dialect(), table.rows(), table.columns());
        key = new Cells(table.dialect(), table.rows(), table.key());
    }

    /**
     * Writes rows, no two of one key; when it returns they are durable.
     *
     * @param refused takes each row that the database will never take, and why
     * @throws SQLException when something else is wrong; then some of the rows may have been written
     */
    void write(List<RowData> rows, BiConsumer<RowData, Violation> refused) throws SQLException {
        try {
            for (RowData row : rows) {
                boolean gone = row.getRowKind() == RowKind.DELETE;
                (gone ? key : columns).set(gone ? delete : upsert, row);
                (gone ? delete : upsert).addBatch();
            }
            delete.executeBatch();
            upsert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            undo(e);
            if (!Refusals.blamesRow(e, table.dialect())) {
                throw e;
            }
            narrow(rows, e, refused);
        }
    }

    private void narrow(List<RowData> rows, SQLException error, BiConsumer<RowData, Violation> refused)
            throws SQLException {
        if (rows.size() == 1) {
            refused.accept(rows.get(0), Refusals.violation(error, table.name(), table.columns()));
        } else {
            write(rows.subList(0, rows.size() / 2), refused);
            write(rows.subList(rows.size() / 2, rows.size()), refused);
        }
    }

    private void undo(SQLException error) throws SQLException {
        try {
            connection.rollback();
            delete.clearBatch();
            upsert.clearBatch();
        } catch (SQLException e) {
            error.addSuppressed(e);
            throw error;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.KeyKind;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs small statements and gives their rows as the text that keys are kept as. */
final class Queries {
    private final Connection connection;
    private final ReadDialect dialect;

    Queries(Connection connection, ReadDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * All rows.
     *
     * @param kinds of the columns
     */
    List<@Nullable String[]> rows(Statements.Prepared query, List<KeyKind> kinds) throws SQLException {
        List<@Nullable String[]> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                @Nullable String[] row = new @Nullable String[kinds.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = text(rows, i + 1, kinds.get(i));
                }
                found.add(row);
            }
        }
        end();
        return found;
    }

    /** The first column of the first row. */
    @Nullable
    String one(String sql, KeyKind kind) throws SQLException {
        return rows(new Statements.Prepared(sql, List.of()), List.of(kind)).get(0)[0];
    }

    PreparedStatement prepare(Statements.Prepared query) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query.sql());
        try {
            for (int i = 0; i < query.bounds().size(); i++) {
                Statements.Bound bound = query.bounds().get(i);
                dialect.bind(statement, i + 1, bound.column().kind(), bound.value());
            }
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
        return statement;
    }

    /** Ends the transaction that a statement began, so that nothing is held up by it. */
    void end() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    static @Nullable String text(ResultSet rows, int index, KeyKind kind) throws SQLException {
        if (kind != KeyKind.BYTES) {
            return rows.getString(index);
        }
        byte[] bytes = rows.getBytes(index);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}

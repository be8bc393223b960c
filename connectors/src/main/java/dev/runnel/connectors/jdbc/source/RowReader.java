package dev.runnel.connectors.jdbc.source;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.runnel.connectors.jdbc.column.Cell;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.RowJson;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import dev.runnel.engine.source.Cursor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of a split, one after the other, as they come from the database. Not thread safe. */
public final class RowReader implements Cursor<Position> {
    private final Connection connection;
    private final boolean breaksOff;
    private final Queries queries;
    private final Relation relation;
    private final List<KeyColumn> order;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final SerializedString[] names;
    private final Cell[] cells;
    private final int[] keyAt;
    private final RowJson json;
    private long number;
    private boolean ended;

    private RowReader(
            Connection connection,
            ReadDialect dialect,
            ReadOptions options,
            Shape shape,
            Split split,
            PreparedStatement statement,
            ResultSet rows)
            throws IOException {
        this.connection = connection;
        breaksOff = dialect.breaksOff();
        queries = new Queries(connection, dialect);
        relation = shape.relation();
        order = shape.order(split.nulls());
        this.statement = statement;
        this.rows = rows;
        json = new RowJson();
        List<Column> columns = shape.columns();
        names = columns.stream().map(c -> new SerializedString(c.name())).toArray(SerializedString[]::new);
        ColumnCells of = new ColumnCells(dialect, options);
        cells = columns.stream().map(of::cell).toArray(Cell[]::new);
        Statements statements = new Statements(dialect, shape);
        keyAt = new int[order.size()];
        int extra = columns.size();
        for (int i = 0; i < keyAt.length; i++) {
            int at = statements.indexOf(order.get(i));
            keyAt[i] = at < 0 ? ++extra : at + 1;
        }
    }

    static RowReader open(
            Connection connection, ReadDialect dialect, ReadOptions options, Shape shape, Split split, Position from)
            throws ReadFailure {
        List<String> after = from instanceof Position.AfterKey key ? key.values() : List.of();
        try {
            PreparedStatement statement =
                    new Queries(connection, dialect).prepare(new Statements(dialect, shape).rows(split, after));
            statement.setFetchSize(options.fetchSize());
            RowReader reader =
                    new RowReader(connection, dialect, options, shape, split, statement, statement.executeQuery());
            reader.skip(from instanceof Position.AfterRows rows ? rows.rows() : 0);
            return reader;
        } catch (SQLException e) {
            throw failed(e, shape.relation());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private void skip(long count) throws SQLException {
        while (number < count && rows.next()) {
            number++;
        }
    }

    /** The next row; empty at the split's end. */
    @Override
    public Optional<FoundRow> next() throws ReadFailure {
        try {
            if (ended || !rows.next()) {
                ended = true;
                return Optional.empty();
            }
            number++;
            json.begin();
            for (int i = 0; i < cells.length; i++) {
                json.member(names[i]);
                cells[i].write(rows, i + 1, json);
            }
            byte[] bytes = json.end();
            return Optional.of(new FoundRow(bytes, json.broken(), relation, order, key(), number));
        } catch (SQLException e) {
            throw failed(e, relation);
        } catch (ReadFailure e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private String[] key() throws SQLException, ReadFailure {
        String[] key = new String[keyAt.length];
        for (int i = 0; i < key.length; i++) {
            String value = Queries.text(rows, keyAt[i], order.get(i).kind());
            if (value == null) {
                throw new ReadFailure(
                        "'" + order.get(i).name() + "' is null in row " + number + " of " + relation.shown()
                                + ", so it is no key: name other columns in 'key'",
                        false);
            }
            key[i] = value;
        }
        return key;
    }

    private static ReadFailure failed(SQLException error, Relation relation) {
        return ReadFailure.of(
                error,
                relation.shown() + " cannot be read",
                "mend the query, or check the table and what the user may read");
    }

    /** Lets go of the result; where the database would send the rest of it first, by leaving the connection. */
    @Override
    public void close() {
        try {
            if (breaksOff && !ended) {
                connection.abort(Runnable::run);
            } else {
                rows.close();
                statement.close();
                queries.end();
            }
        } catch (SQLException e) {
            // what fails to close is gone; the next statement tells
        }
    }
}

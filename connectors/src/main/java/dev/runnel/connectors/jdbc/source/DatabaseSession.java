package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import dev.runnel.core.contract.RecordType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a database that is read. The order of calls: {@link #relations} once; for each of them
 * {@link #interval} when a growing column is read, then {@link #splits}; for each split, in any order and in any number
 * of sessions side by side, {@link #read}. One session reads one split at a time; not thread safe.
 *
 * <p>Every method throws {@link ReadFailure} with what to do and whether waiting helps; the split is then read again from
 * the last position, and the session connects anew if its connection is gone.
 */
public final class DatabaseSession implements AutoCloseable {
    private final ReadOptions options;
    private final ReadDialect dialect;
    private final Map<Relation, Shape> shapes = new HashMap<>();
    private Connection connection;

    private DatabaseSession(ReadOptions options, ReadDialect dialect, Connection connection) {
        this.options = options;
        this.dialect = dialect;
        this.connection = connection;
    }

    /**
     * Connects; nothing is written, and a database in a file that is not there is not made.
     *
     * @throws IllegalArgumentException when no database is known by the address, which a check finds before
     */
    public static DatabaseSession open(ReadOptions options) throws ReadFailure {
        ReadDialect dialect = ReadDialect.of(Database.of(options.url())
                .orElseThrow(() -> new IllegalArgumentException("no database is known by " + options.shownUrl())));
        return new DatabaseSession(options, dialect, connect(options, dialect));
    }

    private static Connection connect(ReadOptions options, ReadDialect dialect) throws ReadFailure {
        Properties properties = new Properties();
        properties.putAll(dialect.properties());
        options.user().ifPresent(user -> properties.setProperty("user", user));
        options.password()
                .ifPresent(secret ->
                        properties.setProperty("password", new String(secret.bytes(), StandardCharsets.UTF_8)));
        try {
            Connection connection = DriverManager.getConnection(dialect.address(options.url()), properties);
            try (Statement statement = connection.createStatement()) {
                for (String sql : dialect.session()) {
                    statement.execute(sql);
                }
                dialect.prepare(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (SQLException e) {
            throw ReadFailure.connecting(e, options);
        }
    }

    private Connection connection() throws ReadFailure {
        try {
            if (connection.isClosed()) {
                connection = connect(options, dialect);
            } else if (!connection.getAutoCommit()) {
                connection.rollback(); // what failed in a transaction before would make all that follows fail
            }
            return connection;
        } catch (SQLException e) {
            throw ReadFailure.connecting(e, options);
        }
    }

    /** The tables that the options name, by name; or the query. */
    public List<Relation> relations() throws ReadFailure {
        return options.query().isPresent()
                ? List.of(new Relation.Query(options.query().get()))
                : List.copyOf(new TableListing(connection(), dialect).find(options.tables()));
    }

    /** The fields that a contract declares so that every value of a relation fits in it. */
    public RecordType fields(Relation relation) throws ReadFailure {
        return new FieldProposal(dialect, options).of(shape(relation).columns());
    }

    /** The columns of a relation as they are read, in their order. */
    public List<ReadColumn> columns(Relation relation) throws ReadFailure {
        ColumnCells cells = new ColumnCells(dialect, options);
        return shape(relation).columns().stream()
                .map(column -> new ReadColumn(column, cells.cell(column)))
                .toList();
    }

    /** A connection like a session's, for questions of other kinds; the caller closes it. */
    public static Connection connect(ReadOptions options) throws ReadFailure {
        return connect(options, ReadDialect.of(Database.of(options.url()).orElseThrow()));
    }

    /**
     * Fixes what the next read of the growing column takes.
     *
     * @param last the interval read before; null at the first time
     */
    public Interval interval(Relation relation, @Nullable Interval last) throws ReadFailure {
        return new Increments(connection(), dialect, options).next(shape(relation), last);
    }

    /**
     * Divides a relation for reading side by side.
     *
     * @param interval null when there is no growing column
     */
    public List<Split> splits(Relation relation, @Nullable Interval interval) throws ReadFailure {
        return new SplitPlanner(connection(), dialect, options.splitRows()).plan(shape(relation), interval);
    }

    /** Begins to read a split behind a position; the reader is closed before the next begins. */
    public RowReader read(Split split, Position from) throws ReadFailure {
        return RowReader.open(connection(), dialect, options, shape(split.relation()), split, from);
    }

    /** What a relation is like is asked once in a session; one that changes meanwhile makes its reading fail. */
    private Shape shape(Relation relation) throws ReadFailure {
        Shape known = shapes.get(relation);
        if (known == null) {
            known = new Inspection(connection(), dialect, options).shape(relation);
            shapes.put(relation, known);
        }
        return known;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the connection is gone already, which is all that was wanted
        }
    }
}

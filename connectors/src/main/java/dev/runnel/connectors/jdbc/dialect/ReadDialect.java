package dev.runnel.connectors.jdbc.dialect;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.ColumnReading;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.column.TypeRule;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one kind of database is read: its session, its SQL, its types. Immutable and thread safe. */
public abstract sealed class ReadDialect permits PostgresReads, MySqlReads, SqlServerReads, H2Reads, SqliteReads {
    private final Database database;

    ReadDialect(Database database) {
        this.database = database;
    }

    public static ReadDialect of(Database database) {
        return switch (database) {
            case POSTGRES -> new PostgresReads();
            case MYSQL -> new MySqlReads();
            case SQLSERVER -> new SqlServerReads();
            case H2 -> new H2Reads();
            case SQLITE -> new SqliteReads();
        };
    }

    public final Database database() {
        return database;
    }

    /** The address to read at: a database that is not there is never made. */
    public String address(String url) {
        return Database.address(url);
    }

    /** Properties for the driver. */
    public Map<String, String> properties() {
        return Map.of();
    }

    /** Statements for a new session: times are told in UTC, and results are not gathered before they are given. */
    public List<String> session() {
        return List.of();
    }

    /** Makes a session one for reading, after {@link #session}. */
    public void prepare(Connection connection) throws SQLException {
        connection.setReadOnly(true);
    }

    /** How columns are read, by their types; the last rule takes what no other does. */
    public abstract List<TypeRule> rules(boolean tinyintAsBoolean);

    /** How a column is read. */
    public final ColumnReading reading(Column column, Moments moments, boolean tinyintAsBoolean) {
        return rules(tinyintAsBoolean).stream()
                .filter(rule -> rule.takes().test(column))
                .findFirst()
                .orElseThrow()
                .reading()
                .apply(column, moments);
    }

    /** What is selected for a column, when its name alone would not give its values exactly. */
    public Optional<String> expression(Column column) {
        return Optional.empty();
    }

    /** What the values of a column compare with: a mark, or a mark made one of the column's type. */
    public String mark(Column column) {
        return "?";
    }

    /** Whether the order of a column is the one that its values compare in, and text carries them. */
    public boolean orders(Column column) {
        return true;
    }

    /** Sets a mark to a value of a column. */
    public void bind(PreparedStatement statement, int mark, KeyKind kind, String value) throws SQLException {
        switch (kind) {
            case WHOLE, DECIMAL -> number(statement, mark, value);
            case BYTES -> statement.setBytes(mark, HexFormat.of().parseHex(value));
            case TIME, TEXT -> text(statement, mark, value);
        }
    }

    private static void number(PreparedStatement statement, int mark, String value) throws SQLException {
        BigDecimal number = new BigDecimal(value);
        if (number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE) {
            statement.setLong(mark, number.longValue());
        } else {
            statement.setBigDecimal(mark, number);
        }
    }

    void text(PreparedStatement statement, int mark, String value) throws SQLException {
        statement.setString(mark, value);
    }

    /** A query for the database's clock in UTC, {@code 2026-01-31 23:59:59.123}. */
    public abstract String clock();

    /** Whether a column's values are points in time by themselves, and not by the zone that they are taken to lie in. */
    public abstract boolean hasZone(Column column);

    /** A point in time as text, {@code 2026-01-31 23:59:59.123}, as it compares with a column that has a zone. */
    public String inUtc(String moment) {
        return moment + "+00";
    }

    /** The least step between two values of a column of times. */
    public Duration tick(Column column) {
        return column.scale() >= 6
                ? Duration.ofNanos(1_000)
                : Duration.ofNanos((long) Math.pow(10, 9 - column.scale()));
    }

    /** Schemas, or databases, that are the system's own, in lower case. */
    public abstract Set<String> systemSchemas();

    /** A query for schema and name of tables that are parts of other tables; empty where there are none. */
    public Optional<String> parts() {
        return Optional.empty();
    }

    /** Whether a result that is not read to its end has to be broken off with its connection, lest it is read. */
    public boolean breaksOff() {
        return false;
    }

    /** A query for a relation's columns, without rows. */
    public String empty(String relation) {
        return "SELECT * FROM " + relation + " WHERE 1 = 0";
    }
}

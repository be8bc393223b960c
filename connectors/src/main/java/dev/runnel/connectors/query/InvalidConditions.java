package dev.runnel.connectors.query;

import dev.runnel.core.query.ConditionEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.record.InvalidFacts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Conditions by DuckDB: the records become a table in memory that only the condition's connection sees. Reads no file.
 * Thread safe.
 */
public final class InvalidConditions implements ConditionEngine {
    private static final String TABLE = "invalid";
    private static final String CREATE = "CREATE TEMP TABLE " + TABLE
            + " (_row INTEGER, id VARCHAR, stream VARCHAR, stage VARCHAR, code VARCHAR, field VARCHAR, message VARCHAR,"
            + " received_at TIMESTAMPTZ, correlation_id VARCHAR, source VARCHAR, destination VARCHAR, original VARCHAR, original_bytes BLOB,"
            + " _partition INTEGER, _offset BIGINT, replayed BOOLEAN)";

    private final Database database;
    private final Watchdog watchdog = new Watchdog();

    /** @param dataDir for DuckDB's spill */
    public InvalidConditions(Path dataDir) {
        this.database = new Database(dataDir.toAbsolutePath().resolve("nothing"), dataDir);
    }

    @Override
    public List<Integer> matching(String condition, List<InvalidFacts> records, Duration time) {
        try (DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                Watchdog.Watch watch = watchdog.watch(statement, time)) {
            try {
                String select = ConditionSql.select(TABLE, condition, connection);
                statement.execute(CREATE);
                fill(connection, records);
                return rows(statement, select);
            } catch (SQLException e) {
                throw watch.expired()
                        ? new QueryException("the condition took longer than " + time.toMillis() + " ms", e)
                        : DuckErrors.translate(e, Set.of(TABLE));
            }
        } catch (SQLException e) {
            throw new QueryException("the condition could not be looked at: " + e.getMessage(), e);
        }
    }

    private static void fill(DuckDBConnection connection, List<InvalidFacts> records) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("temp", "main", TABLE)) {
            for (int i = 0; i < records.size(); i++) {
                append(appender.beginRow().append(i), records.get(i));
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender row, InvalidFacts facts) throws SQLException {
        row.append(facts.id()).append(facts.stream());
        text(row, facts.stage());
        text(row, facts.code());
        row.append(facts.field());
        text(row, facts.message());
        row.append(facts.receivedAt().atOffset(ZoneOffset.UTC));
        text(row, facts.correlationId());
        text(row, facts.source());
        text(row, facts.destination());
        original(row, facts.original());
        row.append(facts.partition()).append(facts.offset()).append(facts.replayed());
    }

    private static void text(DuckDBAppender row, String text) throws SQLException {
        if (text.isEmpty()) {
            row.appendNull();
        } else {
            row.append(text);
        }
    }

    private static void original(DuckDBAppender row, byte[] bytes) throws SQLException {
        try {
            row.append(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .appendNull();
        } catch (CharacterCodingException e) {
            row.appendNull().append(bytes);
        }
    }

    private static List<Integer> rows(Statement statement, String select) throws SQLException {
        List<Integer> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(select)) {
            while (found.next()) {
                rows.add(found.getInt(1));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        watchdog.close();
        database.close();
    }
}

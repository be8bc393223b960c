package dev.runnel.cli.invalid;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidColumns;
import dev.runnel.core.record.SystemColumn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The invalid records that were landed in the lake: readable when nothing runs. */
public final class InvalidTable implements InvalidRecords {
    private static final int MOST_TABLES = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> REASONS = List.of(
            Headers.STAGE,
            Headers.CODE,
            Headers.FIELD,
            Headers.MESSAGE,
            Headers.CORRELATION_ID,
            Headers.SOURCE,
            Headers.DESTINATION);

    private final QueryEngine lake;

    /** @param lake closed with this */
    public InvalidTable(QueryEngine lake) {
        this.lake = lake;
    }

    @Override
    public boolean has(String stream) {
        return query("SHOW TABLES", MOST_TABLES).rows().stream()
                .anyMatch(row -> (stream + Names.INVALID_SUFFIX).equals(row.get(0)));
    }

    @Override
    public List<InvalidRecord> newest(String stream, Optional<String> where, int limit) {
        // On lines of its own, so that a comment in the condition ends where the condition does.
        String condition = where.map(w -> "WHERE (\n" + w + "\n) ").orElse("");
        return select(
                stream,
                condition + "ORDER BY " + Headers.RECEIVED_AT + " DESC, " + SystemColumn.OFFSET.column() + " DESC",
                limit);
    }

    @Override
    public Optional<InvalidRecord> find(String stream, int partition, long offset) {
        String where = "WHERE " + SystemColumn.PARTITION.column() + " = " + partition + " AND "
                + SystemColumn.OFFSET.column() + " = " + offset;
        return select(stream, where, 1).stream().findFirst();
    }

    private List<InvalidRecord> select(String stream, String rest, int limit) {
        if (!has(stream)) {
            throw new CommandFailure(
                    ExitCode.RUN_FAILED,
                    stream
                            + " lands nowhere in the lake, so its invalid records can be read while the pipeline runs only");
        }
        String sql = "SELECT * FROM (SELECT " + String.join(", ", InvalidColumns.FAILURE)
                + ", stream || '/' || _partition || '/' || _offset AS id, NULL::BOOLEAN AS replayed" + " FROM \""
                + stream + Names.INVALID_SUFFIX + "\") " + rest + " LIMIT " + limit;
        QueryResult result = query(sql, limit);
        List<String> columns =
                result.columns().stream().map(QueryResult.Column::name).toList();
        return result.rows().stream().map(row -> record(stream, columns, row)).toList();
    }

    private QueryResult query(String sql, int limit) {
        try {
            return lake.query(sql, new QueryLimits(limit, PATIENCE));
        } catch (QueryException e) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, String.valueOf(e.getMessage()), e);
        }
    }

    private static InvalidRecord record(String stream, List<String> columns, List<@Nullable Object> row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), row.get(i));
        }
        Map<String, String> reasons = new HashMap<>();
        for (String name : REASONS) {
            if (values.get(name) != null) {
                reasons.put(name, String.valueOf(values.get(name)));
            }
        }
        return new InvalidRecord(
                stream,
                (int) number(values.get(SystemColumn.PARTITION.column())),
                number(values.get(SystemColumn.OFFSET.column())),
                values.get(Headers.RECEIVED_AT) instanceof Instant at ? at : Instant.EPOCH,
                reasons,
                original(values),
                Optional.empty());
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number n ? n.longValue() : -1;
    }

    private static byte[] original(Map<String, @Nullable Object> values) {
        if (values.get("original_bytes") instanceof byte[] bytes) {
            return bytes;
        }
        return String.valueOf(values.getOrDefault("original", "")).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        lake.close();
    }
}

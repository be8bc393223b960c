package dev.runnel.connectors.jdbc;

import dev.runnel.engine.row.KeyText;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Sets some columns of rows as the parameters of a statement, in order. Not thread safe. */
final class Cells {
    private final Cell[] cells;

    private interface Cell {
        void set(PreparedStatement statement, int parameter, RowData row) throws SQLException;
    }

    private interface Setter {
        void set(PreparedStatement statement, int parameter, Object value) throws SQLException;
    }

    Cells(Dialect dialect, RowType type, List<String> columns) {
        cells = columns.stream().map(c -> cell(dialect, type, c)).toArray(Cell[]::new);
    }

    void set(PreparedStatement statement, RowData row) throws SQLException {
        for (int i = 0; i < cells.length; i++) {
            cells[i].set(statement, i + 1, row);
        }
    }

    private static Cell cell(Dialect dialect, RowType type, String column) {
        int index = type.getFieldIndex(column);
        LogicalType of = type.getTypeAt(index);
        RowData.FieldGetter getter = RowData.createFieldGetter(of, index);
        int none = dialect == Dialect.POSTGRES ? Types.OTHER : Types.NULL;
        Setter setter =
                switch (of.getTypeRoot()) {
                    case ARRAY, MAP, MULTISET, ROW -> json(dialect, type, column, getter);
                    default -> setter(dialect, of);
                };
        return (statement, parameter, row) -> {
            Object value = getter.getFieldOrNull(row);
            if (value == null) {
                statement.setNull(parameter, none);
            } else {
                setter.set(statement, parameter, value instanceof RowData || isNested(of) ? row : value);
            }
        };
    }

    private static boolean isNested(LogicalType type) {
        return !type.getChildren().isEmpty();
    }

    private static Setter json(Dialect dialect, RowType type, String column, RowData.FieldGetter getter) {
        KeyText text = new KeyText(type, List.of(column));
        return (statement, parameter, row) -> {
            byte[] json = text.of((RowData) row);
            String value = json == null ? null : new String(json, StandardCharsets.UTF_8);
            if (dialect == Dialect.POSTGRES) {
                statement.setObject(parameter, value, Types.OTHER);
            } else {
                statement.setString(parameter, value);
            }
        };
    }

    private static Setter setter(Dialect dialect, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (s, i, v) -> s.setBoolean(i, (Boolean) v);
            case TINYINT, SMALLINT, INTEGER -> (s, i, v) -> s.setInt(i, ((Number) v).intValue());
            case BIGINT -> (s, i, v) -> s.setLong(i, (Long) v);
            case FLOAT -> (s, i, v) -> s.setFloat(i, (Float) v);
            case DOUBLE -> (s, i, v) -> s.setDouble(i, (Double) v);
            case DECIMAL -> (s, i, v) -> s.setBigDecimal(i, ((DecimalData) v).toBigDecimal());
            case CHAR, VARCHAR -> (s, i, v) -> s.setString(i, v.toString());
            case BINARY, VARBINARY -> (s, i, v) -> s.setBytes(i, (byte[]) v);
            case DATE -> (s, i, v) -> s.setObject(i, LocalDate.ofEpochDay((Integer) v));
            case TIME_WITHOUT_TIME_ZONE -> (s, i, v) -> s.setObject(i, LocalTime.ofNanoOfDay((Integer) v * 1_000_000L));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> (s, i, v) -> s.setObject(i, ((TimestampData) v).toLocalDateTime());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                dialect == Dialect.MYSQL
                        ? (s, i, v) -> s.setObject(i, ((TimestampData) v).toLocalDateTime())
                        : (s, i, v) ->
                                s.setObject(i, ((TimestampData) v).toInstant().atOffset(ZoneOffset.UTC));
            default ->
                throw new IllegalArgumentException("a column of type " + type.asSummaryString()
                        + " cannot be written to a database: cast it in the query");
        };
    }
}

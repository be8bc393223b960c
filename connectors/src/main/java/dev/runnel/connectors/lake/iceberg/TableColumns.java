package dev.runnel.connectors.lake.iceberg;

import dev.runnel.connectors.lake.layout.LandedColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** How a table's columns are filled from rows. */
final class TableColumns {
    private TableColumns() {}

    /**
     * The table's columns, with the rows' types and the table's word on what may be null.
     *
     * @param landed the rows' columns, which the table has in the same order, and perhaps more behind them
     * @return empty when the table has them otherwise
     */
    static Optional<LandedColumns> of(Schema table, LandedColumns landed) {
        RowType whole = FlinkSchemaUtil.convert(table);
        List<RowType.RowField> fields = new ArrayList<>(landed.type().getFields());
        whole.getFields().stream().skip(fields.size()).forEach(fields::add);
        int[] positions = Arrays.copyOf(landed.positions(), fields.size());
        Arrays.fill(positions, landed.positions().length, positions.length, -1);
        return alike(new RowType(false, fields), whole).map(t -> new LandedColumns((RowType) t, positions));
    }

    /** The schema of the table's files, with the numbers by which Iceberg knows its columns. */
    static MessageType files(Schema table) {
        return MessageTypeParser.parseMessageType(
                ParquetSchemaUtil.convert(table, "table").toString());
    }

    /** The first type, null where the second may be; empty when they are built otherwise. */
    private static Optional<LogicalType> alike(LogicalType type, LogicalType table) {
        boolean nullable = table.isNullable();
        if (type instanceof RowType row && table instanceof RowType other) {
            return row.getFieldNames().equals(other.getFieldNames())
                    ? children(row, other).map(c -> named(row, c).copy(nullable))
                    : Optional.empty();
        }
        if (type instanceof ArrayType && table instanceof ArrayType) {
            return children(type, table).map(c -> new ArrayType(nullable, c.get(0)));
        }
        if (type instanceof MapType && table instanceof MapType) {
            return children(type, table).map(c -> new MapType(nullable, c.get(0), c.get(1)));
        }
        boolean nested = !type.getChildren().isEmpty() || !table.getChildren().isEmpty();
        return nested ? Optional.empty() : Optional.of(type.copy(nullable));
    }

    private static Optional<List<LogicalType>> children(LogicalType type, LogicalType table) {
        List<LogicalType> children = new ArrayList<>();
        for (int i = 0; i < type.getChildren().size(); i++) {
            Optional<LogicalType> child =
                    alike(type.getChildren().get(i), table.getChildren().get(i));
            if (child.isEmpty()) {
                return Optional.empty();
            }
            children.add(child.get());
        }
        return Optional.of(children);
    }

    private static RowType named(RowType row, List<LogicalType> types) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new RowType.RowField(row.getFieldNames().get(i), types.get(i)));
        }
        return new RowType(fields);
    }
}

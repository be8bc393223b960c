package dev.runnel.connectors.lake.layout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Which columns of the rows a table keeps.
 *
 * @param type the kept columns, as the table has them
 * @param positions for each, where it stands in the rows that come; below 0 where they have none
 */
public record LandedColumns(RowType type, int[] positions) implements Serializable {

    /** Of the system columns only the kept ones, and those only where wanted; every other column. */
    public static LandedColumns of(RowType rows, boolean systemColumns) {
        List<RowType.RowField> kept = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < rows.getFieldCount(); i++) {
            RowType.RowField field = rows.getFields().get(i);
            if (SystemColumns.lands(field.getName(), systemColumns)) {
                kept.add(field);
                positions.add(i);
            }
        }
        return of(kept, positions);
    }

    /** Every column. */
    public static LandedColumns all(RowType rows) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < rows.getFieldCount(); i++) {
            positions.add(i);
        }
        return of(rows.getFields(), positions);
    }

    private static LandedColumns of(List<RowType.RowField> fields, List<Integer> positions) {
        return new LandedColumns(
                new RowType(false, fields),
                positions.stream().mapToInt(Integer::intValue).toArray());
    }
}

package dev.runnel.engine;

import dev.runnel.core.record.Violation;
import dev.runnel.engine.row.RowTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * A row that a destination refused, and why, in the form in which Flink carries rows: the row itself, then code, field
 * and message.
 */
public final class Refused {
    private Refused() {}

    /** The type of a destination's refused rows. */
    public static TypeInformation<RowData> type(RowType rows) {
        return InternalTypeInfo.of(new RowType(
                false,
                List.of(
                        new RowType.RowField("row", rows.copy(false)),
                        new RowType.RowField("code", RowTypes.string()),
                        new RowType.RowField("field", RowTypes.string()),
                        new RowType.RowField("message", RowTypes.string()))));
    }

    /** @param row not to be changed afterwards */
    public static RowData of(RowData row, Violation violation) {
        return GenericRowData.of(
                row,
                StringData.fromString(violation.reason().name()),
                StringData.fromString(violation.field()),
                StringData.fromString(violation.message()));
    }

    /** @param columns how many the row has */
    public static RowData row(RowData refused, int columns) {
        return refused.getRow(0, columns);
    }

    /** Why it was refused. */
    public static Violation violation(RowData refused) {
        return new Violation(
                Violation.Reason.valueOf(refused.getString(1).toString()),
                refused.getString(2).toString(),
                refused.getString(3).toString(),
                -1);
    }
}

package dev.runnel.core.testing;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An invalid record as a row that a test can expect. */
public final class InvalidColumns {
    /** The columns, named as the invalid topic's headers and table name them. */
    public static final RecordType TYPE = new RecordType(List.of(
            text(Headers.STAGE), text(Headers.CODE), text(Headers.FIELD), text(Headers.MESSAGE), text("original")));

    private InvalidColumns() {}

    /** The row of a record that broke its contract, as JSON. */
    public static byte[] row(Stage stage, Violation why, byte[] original) {
        return row(stage.id(), why.reason().id(), why.field(), why.message(), original);
    }

    /** The row of one record, as JSON. */
    public static byte[] row(String stage, String code, String field, String message, byte[] original) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(Headers.STAGE, stage);
        row.put(Headers.CODE, code);
        row.put(Headers.FIELD, field);
        row.put(Headers.MESSAGE, message);
        row.put("original", new String(original, StandardCharsets.UTF_8));
        return JsonText.of(row).getBytes(StandardCharsets.UTF_8);
    }

    private static Field text(String name) {
        return Field.of(name, Type.Primitive.STRING, false);
    }
}

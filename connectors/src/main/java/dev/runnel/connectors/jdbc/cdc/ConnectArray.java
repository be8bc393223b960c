package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.core.json.JsonText;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Arrays as the JSON that PostgreSQL makes of them. */
final class ConnectArray {
    private ConnectArray() {}

    /**
     * A JSON array.
     *
     * @param element of the elements
     * @param type the column's, {@code _numeric}
     */
    static String json(List<?> list, @Nullable Schema element, String type) {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ",");
            write(list.get(i), element, type, out);
        }
        return out.append(']').toString();
    }

    private static void write(@Nullable Object value, @Nullable Schema element, String type, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof List<?> list) {
            out.append(json(list, element == null ? null : element.valueSchema(), type));
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            out.append(Double.isFinite(number) ? String.valueOf(value) : JsonText.of(String.valueOf(value)));
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof ByteBuffer || value instanceof byte[]) {
            byte[] bytes = value instanceof ByteBuffer buffer ? copy(buffer) : (byte[]) value;
            out.append(JsonText.of("\\x" + HexFormat.of().formatHex(bytes)));
        } else {
            out.append(text(value.toString(), element, type));
        }
    }

    private static String text(String text, @Nullable Schema element, String type) {
        if (type.equals("_numeric") && !text.contains("N") && !text.contains("I")) {
            return text;
        }
        if (type.equals("_json") || type.equals("_jsonb")) {
            return text;
        }
        String name = element == null || element.name() == null ? "" : element.name();
        boolean isLocal = name.startsWith("io.debezium.time.Iso") && text.endsWith("Z");
        String written = isLocal ? text.substring(0, text.length() - 1) : text;
        boolean isInstant = name.equals("io.debezium.time.ZonedTimestamp") && text.endsWith("Z");
        return JsonText.of(isInstant ? text.substring(0, text.length() - 1) + "+00:00" : written);
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

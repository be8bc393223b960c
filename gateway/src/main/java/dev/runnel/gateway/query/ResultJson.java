package dev.runnel.gateway.query;

import dev.runnel.core.query.QueryResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query's result as JSON: numbers as numbers, times as ISO-8601 text, bytes as base64. */
final class ResultJson {
    private ResultJson() {}

    static Buffer of(QueryResult result) {
        JsonArray columns = new JsonArray();
        result.columns()
                .forEach(c -> columns.add(new JsonObject().put("name", c.name()).put("type", c.type())));
        JsonArray rows = new JsonArray();
        result.rows().forEach(row -> rows.add(array(row)));
        return new JsonObject()
                .put("columns", columns)
                .put("rows", rows)
                .put("truncated", result.truncated())
                .put("elapsed_ms", result.elapsed().toMillis())
                .toBuffer();
    }

    private static JsonArray array(List<?> values) {
        JsonArray array = new JsonArray();
        values.forEach(v -> array.add(value(v)));
        return array;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? number : number.toString(); // JSON has no NaN
        } else if (value instanceof Number) {
            return value;
        } else if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        } else if (value instanceof List<?> list) {
            return array(list);
        } else if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((k, v) -> object.put(String.valueOf(k), value(v)));
            return object;
        }
        return value.toString(); // dates and times
    }
}

package dev.runnel.gateway.drift;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.drift.Drift;
import dev.runnel.core.drift.DriftField;
import dev.runnel.core.drift.Shape;
import dev.runnel.core.drift.UnknownField;
import dev.runnel.core.pipeline.Stream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream's undeclared fields as JSON, the same for the file, for REST and for the dashboard. */
final class DriftJson {
    private DriftJson() {}

    static JsonObject of(Stream stream, Drift drift) {
        JsonArray fields = new JsonArray();
        drift.fields().forEach(f -> fields.add(field(f, stream.contract().type())));
        return new JsonObject()
                .put("stream", stream.name())
                .put("schema_id", stream.contract().schemaId())
                .put("unknown_fields", stream.contract().unknownFields().name().toLowerCase(Locale.ROOT))
                .put("fields", fields)
                .put("others", drift.others());
    }

    /** What is shown of a field. */
    static JsonObject brief(DriftField f) {
        return new JsonObject()
                .put("path", f.field().path())
                .put("count", f.count())
                .put("first_seen", f.firstSeen())
                .put("last_seen", f.lastSeen())
                .put("type", f.shape().typeText().isEmpty() ? null : f.shape().typeText())
                .put("sample", f.sample().isEmpty() ? null : f.sample());
    }

    private static JsonObject field(DriftField f, RecordType contract) {
        return brief(f).put("parent", f.field().parent())
                .put("yaml", f.declaration(contract).orElse(null))
                .put("name", f.field().name())
                .put("from", f.field().from())
                .put("own", f.field().own())
                .put("shape", shape(f.shape()));
    }

    /** A type as text, {@code {"list": shape}}, {@code {"row": {name: shape}}}, or null. */
    private static @Nullable Object shape(Shape shape) {
        if (shape instanceof Shape.Plain plain) {
            return plain.type().text();
        } else if (shape instanceof Shape.Many many) {
            return new JsonObject().put("list", shape(many.element()));
        } else if (shape instanceof Shape.Row row) {
            JsonObject fields = new JsonObject();
            row.fields().forEach((name, inner) -> fields.put(name, shape(inner)));
            return new JsonObject().put("row", fields);
        }
        return null;
    }

    /** Takes over what was written, but for fields that the contract names by now. */
    static void restore(JsonObject json, Stream stream, Drift into) {
        List<DriftField> fields = new ArrayList<>();
        for (Object each : json.getJsonArray("fields")) {
            JsonObject f = (JsonObject) each;
            fields.add(new DriftField(
                    new UnknownField(
                            f.getString("path"),
                            f.getString("parent"),
                            f.getString("name"),
                            f.getString("from"),
                            f.getBoolean("own")),
                    f.getLong("count"),
                    f.getLong("first_seen"),
                    f.getLong("last_seen"),
                    shape(f.getValue("shape")),
                    f.getString("sample") == null ? "" : f.getString("sample")));
        }
        fields.removeIf(f -> !f.field().isUnknownIn(stream.contract().type()));
        into.restore(fields, json.getLong("others"));
    }

    private static Shape shape(@Nullable Object json) {
        if (json instanceof String type) {
            return new Shape.Plain(Type.Primitive.valueOf(type.toUpperCase(Locale.ROOT)));
        }
        if (!(json instanceof JsonObject object)) {
            return Shape.NOTHING;
        }
        if (object.containsKey("list")) {
            return new Shape.Many(shape(object.getValue("list")));
        }
        Map<String, Shape> fields = new LinkedHashMap<>();
        object.getJsonObject("row").forEach(each -> fields.put(each.getKey(), shape(each.getValue())));
        return new Shape.Row(fields);
    }
}

package dev.runnel.schema.wire;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Pii;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of Avro values and writes them with the schema that they had: the walk of {@link Redactor}, over
 * Avro's own values. Not thread safe.
 */
final class AvroRedaction {
    private final Redactor redactor;
    private boolean changed;

    AvroRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The framed value itself when there is nothing to be treated. */
    byte[] of(byte[] value, int id, Schema writer, PiiPlace root) throws WireException {
        try {
            BoundedDecoder in = new BoundedDecoder(value, Frame.LENGTH);
            Object record = new GenericDatumReader<>(writer).read(null, in);
            if (in.left() > 0) {
                throw WireException.broken(in.left() + " bytes stand behind the value");
            }
            changed = false;
            Object treated = walk(record, writer, root);
            return changed ? Frame.of(id, written(treated, writer)) : value;
        } catch (IOException | AvroRuntimeException | ClassCastException e) {
            throw WireException.broken("the value does not fit its schema");
        }
    }

    private static byte[] written(@Nullable Object value, Schema writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(writer).write(value, out);
        out.flush();
        return bytes.toByteArray();
    }

    private @Nullable Object walk(@Nullable Object value, Schema schema, PiiPlace place) {
        if (value == null || !place.holds()) {
            return value;
        }
        return switch (schema.getType()) {
            case UNION -> union(value, schema, place);
            case RECORD ->
                place.isObject() && place.pii() != Pii.DROP
                        ? record((GenericRecord) value, place)
                        : replaced(value, schema);
            case MAP ->
                place.isObject() && place.pii() != Pii.DROP
                        ? entries((Map<?, ?>) value, schema, place)
                        : replaced(value, schema);
            case ARRAY ->
                place.isList() && place.pii() != Pii.DROP
                        ? items((List<?>) value, schema, place)
                        : replaced(value, schema);
            case STRING -> text(value, place);
            case BYTES -> place.isText() ? bytes((ByteBuffer) value, schema, place) : replaced(value, schema);
            default -> replaced(value, schema);
        };
    }

    private @Nullable Object union(Object value, Schema schema, PiiPlace place) {
        Schema branch = schema.getTypes().get(GenericData.get().resolveUnion(schema, value));
        boolean hasNoEmptyValue = branch.getType() == Schema.Type.ENUM || branch.getType() == Schema.Type.FIXED;
        if (schema.isNullable() && (place.pii() == Pii.DROP || hasNoEmptyValue)) {
            changed = true;
            return null;
        }
        return walk(value, branch, place);
    }

    private Object record(GenericRecord record, PiiPlace place) {
        for (Schema.Field field : record.getSchema().getFields()) {
            record.put(field.pos(), walk(record.get(field.pos()), field.schema(), place.member(field.name())));
        }
        return record;
    }

    private Object entries(Map<?, ?> entries, Schema schema, PiiPlace place) {
        Map<Object, @Nullable Object> treated = new LinkedHashMap<>();
        entries.forEach((key, value) ->
                treated.put(key, walk(value, schema.getValueType(), place.member(String.valueOf(key)))));
        return treated;
    }

    private Object items(List<?> items, Schema schema, PiiPlace place) {
        List<@Nullable Object> treated = new ArrayList<>();
        items.forEach(item -> treated.add(walk(item, schema.getElementType(), place.element())));
        return treated;
    }

    private Object text(Object value, PiiPlace place) {
        String text = value.toString();
        Redactor json = place.json();
        String treated = json == null ? treated(text, place.pii()) : json(text, json);
        changed |= !treated.equals(text);
        return treated;
    }

    /** JSON text without the personal data in it. */
    static String json(String text, Redactor redactor) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(redactor.redact(bytes, 0, bytes.length), StandardCharsets.UTF_8);
    }

    private String treated(String text, @Nullable Pii pii) {
        return pii == null || pii == Pii.DROP ? "" : redactor.text(text, pii);
    }

    private @Nullable Object bytes(ByteBuffer buffer, Schema schema, PiiPlace place) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal) {
            return replaced(buffer, schema);
        }
        String text = StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
        ByteBuffer treated = ByteBuffer.wrap(treated(text, place.pii()).getBytes(StandardCharsets.UTF_8));
        changed |= !treated.equals(buffer);
        return treated;
    }

    private @Nullable Object replaced(Object value, Schema schema) {
        Object empty = empty(schema);
        changed |= !Objects.equals(empty, value);
        return empty;
    }

    /** The value that says least. No record holds itself, so there is an end to it. */
    private static @Nullable Object empty(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(f -> record.put(f.pos(), empty(f.schema())));
                yield record;
            }
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case UNION -> schema.isNullable() ? null : empty(schema.getTypes().get(0));
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
            case STRING -> "";
            case BYTES -> ByteBuffer.wrap(new byte[schema.getLogicalType() instanceof LogicalTypes.Decimal ? 1 : 0]);
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0F;
            case DOUBLE -> 0D;
            case BOOLEAN -> false;
            case NULL -> null;
        };
    }
}

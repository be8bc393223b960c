package dev.runnel.schema.wire;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.schema.export.ContractAvro;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Rows in Avro's binary encoding, with the schema that {@link ContractAvro} makes of their type. */
final class AvroBody implements WireWriter.Body {
    private final RecordType type;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private @Nullable BinaryEncoder encoder;

    AvroBody(RecordType type) {
        this.type = type;
    }

    @Override
    public byte[] of(@Nullable Object[] row) throws WireException {
        bytes.reset();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
        encoder = out;
        try {
            row(out, type, row);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private void row(BinaryEncoder out, RecordType row, @Nullable Object[] values) throws IOException, WireException {
        for (int i = 0; i < values.length; i++) {
            Field field = row.fields().get(i);
            if (!ContractAvro.isNeverNull(field)) {
                optional(out, field.type(), values[i]);
            } else if (values[i] == null) {
                throw new WireException(Reason.REQUIRED, "the field " + field.name() + " is required");
            } else {
                value(out, field.type(), values[i]);
            }
        }
    }

    private void optional(BinaryEncoder out, Type of, @Nullable Object value) throws IOException, WireException {
        out.writeIndex(value == null ? 0 : 1);
        if (value != null) {
            value(out, of, value);
        }
    }

    private void value(BinaryEncoder out, Type of, Object value) throws IOException, WireException {
        if (of instanceof RecordType row) {
            row(out, row, (Object[]) value);
        } else if (of instanceof Type.ListOf list) {
            items(out, list, (List<?>) value);
        } else if (of instanceof Type.MapOf map) {
            entries(out, map, (Map<?, ?>) value);
        } else if (of instanceof Type.Decimal decimal) {
            out.writeBytes(((BigDecimal) value)
                    .setScale(decimal.scale())
                    .unscaledValue()
                    .toByteArray());
        } else {
            primitive(out, (Type.Primitive) of, value);
        }
    }

    private void items(BinaryEncoder out, Type.ListOf list, List<?> items) throws IOException, WireException {
        out.writeArrayStart();
        out.setItemCount(items.size());
        for (Object item : items) {
            out.startItem();
            optional(out, list.element(), item);
        }
        out.writeArrayEnd();
    }

    private void entries(BinaryEncoder out, Type.MapOf map, Map<?, ?> entries) throws IOException, WireException {
        out.writeMapStart();
        out.setItemCount(entries.size());
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            out.startItem();
            out.writeString(Objects.requireNonNull(entry.getKey()).toString());
            optional(out, map.value(), entry.getValue());
        }
        out.writeMapEnd();
    }

    private static void primitive(BinaryEncoder out, Type.Primitive of, Object value) throws IOException {
        switch (of) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case INT -> out.writeInt((Integer) value);
            case BIGINT -> out.writeLong((Long) value);
            case FLOAT -> out.writeFloat((Float) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case STRING, JSON -> out.writeString((String) value);
            case BYTES -> out.writeBytes((byte[]) value);
            case DATE -> out.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case TIME -> out.writeInt(((LocalTime) value).get(java.time.temporal.ChronoField.MILLI_OF_DAY));
            case TIMESTAMP -> out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
        }
    }
}

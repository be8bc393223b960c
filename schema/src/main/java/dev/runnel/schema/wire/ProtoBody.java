package dev.runnel.schema.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.schema.export.ContractProto;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as Protobuf messages, with the file that {@link ContractProto} makes of their type. */
final class ProtoBody implements WireWriter.Body {
    /** The message indexes of the first message. */
    private static final byte FIRST = 0;

    private final RecordType type;
    private final Descriptor message;

    ProtoBody(RecordType type, Descriptor message) {
        this.type = type;
        this.message = message;
    }

    @Override
    public byte[] of(@Nullable Object[] row) throws WireException {
        byte[] written = message(type, message, row).toByteArray();
        byte[] body = new byte[written.length + 1];
        body[0] = FIRST;
        System.arraycopy(written, 0, body, 1, written.length);
        return body;
    }

    private Message message(RecordType row, Descriptor descriptor, @Nullable Object[] values) throws WireException {
        DynamicMessage.Builder out = DynamicMessage.newBuilder(descriptor);
        for (int i = 0; i < values.length; i++) {
            Field field = row.fields().get(i);
            Object value = values[i];
            if (value != null) {
                set(out, descriptor.findFieldByNumber(i + 1), field.type(), value);
            } else if (field.required()) {
                throw new WireException(Reason.REQUIRED, "the field " + field.name() + " is required");
            }
        }
        return out.build();
    }

    private void set(DynamicMessage.Builder out, FieldDescriptor field, Type of, Object value) throws WireException {
        if (of instanceof Type.ListOf list) {
            for (Object item : (List<?>) value) {
                out.addRepeatedField(field, one(field, list.element(), item));
            }
        } else if (of instanceof Type.MapOf map) {
            Descriptor entry = field.getMessageType();
            FieldDescriptor under = entry.findFieldByNumber(2);
            for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                out.addRepeatedField(
                        field,
                        DynamicMessage.newBuilder(entry)
                                .setField(entry.findFieldByNumber(1), String.valueOf(each.getKey()))
                                .setField(under, one(under, map.value(), each.getValue()))
                                .build());
            }
        } else {
            out.setField(field, one(field, of, value));
        }
    }

    private Object one(FieldDescriptor field, Type of, @Nullable Object value) throws WireException {
        if (value == null) {
            throw new WireException(
                    Reason.TYPE, "an element of " + field.getName() + " is null, which Protobuf does not know");
        }
        if (of instanceof RecordType row) {
            return message(row, field.getMessageType(), (Object[]) value);
        }
        if (of instanceof Type.ListOf || of instanceof Type.MapOf) {
            Descriptor wrapper = field.getMessageType();
            DynamicMessage.Builder wrapped = DynamicMessage.newBuilder(wrapper);
            set(wrapped, wrapper.findFieldByName(ContractProto.WRAPPED), of, value);
            return wrapped.build();
        }
        if (value instanceof Instant instant) {
            Descriptor timestamp = field.getMessageType();
            return DynamicMessage.newBuilder(timestamp)
                    .setField(timestamp.findFieldByNumber(1), instant.getEpochSecond())
                    .setField(timestamp.findFieldByNumber(2), instant.getNano())
                    .build();
        }
        if (value instanceof byte[] bytes) {
            return ByteString.copyFrom(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Boolean || value instanceof Number ? value : value.toString();
    }
}

package dev.runnel.schema.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.schema.export.ContractProto;
import dev.runnel.schema.parse.ParsedSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Protobuf values, read with the file that they were written with, as JSON for a contract. */
final class ProtoJson {
    private static final int DEEPEST = 100;

    private final JsonOutput out;

    ProtoJson(JsonOutput out) {
        this.out = out;
    }

    byte[] json(byte[] value, ParsedSchema.Protobuf file, RecordType contract) throws WireException {
        return out.object(json -> {
            CodedInputStream in = CodedInputStream.newInstance(value, Frame.LENGTH, value.length - Frame.LENGTH);
            Descriptor type = type(in, file);
            fields(json, DynamicMessage.parseFrom(type, in), contract);
        });
    }

    /** The message that the indexes before the value name: a count and as many numbers, or 0 for the first message. */
    static Descriptor type(CodedInputStream in, ParsedSchema.Protobuf file) throws IOException, WireException {
        int count = in.readSInt32();
        if (count < 0 || count > DEEPEST) {
            throw WireException.broken("the value names its message by " + count + " numbers");
        }
        List<Descriptor> among = file.messages();
        Descriptor type = null;
        for (int i = 0; i < Math.max(1, count); i++) {
            int index = count == 0 ? 0 : in.readSInt32();
            if (index < 0 || index >= among.size()) {
                throw WireException.broken("the value names message " + index + ", and its schema has " + among.size());
            }
            type = among.get(index);
            among = type.getNestedTypes();
        }
        return java.util.Objects.requireNonNull(type);
    }

    private void fields(JsonGenerator json, Message message, @Nullable RecordType contract)
            throws IOException, WireException {
        for (FieldDescriptor each : message.getDescriptorForType().getFields()) {
            Field field =
                    contract == null ? null : contract.field(each.getName()).orElse(null);
            Type type = field == null ? null : field.type();
            TimeFormat time = field == null ? TimeFormat.ISO : field.timeFormat();
            if (each.isRepeated()) {
                // Protobuf does not tell an empty list from none
                if (message.getRepeatedFieldCount(each) > 0 || field != null && field.required()) {
                    json.writeFieldName(each.getName());
                    many(json, message, each, type, time);
                }
            } else if (!each.hasPresence() || message.hasField(each)) {
                json.writeFieldName(each.getName());
                one(json, message.getField(each), each, type, time);
            }
        }
    }

    private void many(JsonGenerator json, Message message, FieldDescriptor field, @Nullable Type type, TimeFormat time)
            throws IOException, WireException {
        if (field.isMapField()) {
            FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
            FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
            json.writeStartObject();
            for (Object entry : (List<?>) message.getField(field)) {
                json.writeFieldName(String.valueOf(((Message) entry).getField(key)));
                one(
                        json,
                        ((Message) entry).getField(value),
                        value,
                        type instanceof Type.MapOf m ? m.value() : null,
                        time);
            }
            json.writeEndObject();
        } else {
            json.writeStartArray();
            for (Object item : (List<?>) message.getField(field)) {
                one(json, item, field, type instanceof Type.ListOf l ? l.element() : null, time);
            }
            json.writeEndArray();
        }
    }

    private void one(JsonGenerator json, Object value, FieldDescriptor field, @Nullable Type type, TimeFormat time)
            throws IOException, WireException {
        switch (field.getType()) {
            case MESSAGE, GROUP -> message(json, (Message) value, type, time);
            case ENUM -> json.writeString(((EnumValueDescriptor) value).getName());
            case STRING -> JsonOutput.text(json, (String) value, type, true);
            case BYTES -> bytes(json, (ByteString) value, type);
            case BOOL -> json.writeBoolean((Boolean) value);
            case FLOAT -> JsonOutput.floating(json, (Float) value, value.toString());
            case DOUBLE -> JsonOutput.floating(json, (Double) value, value.toString());
            case UINT64, FIXED64 -> json.writeNumber(Long.toUnsignedString((Long) value));
            case UINT32, FIXED32 -> json.writeNumber(Integer.toUnsignedLong((Integer) value));
            default -> json.writeNumber(((Number) value).longValue());
        }
    }

    private static void bytes(JsonGenerator json, ByteString bytes, @Nullable Type type) throws IOException {
        if (type == Type.Primitive.STRING) {
            json.writeString(bytes.toStringUtf8());
        } else {
            json.writeBinary(bytes.toByteArray());
        }
    }

    private void message(JsonGenerator json, Message message, @Nullable Type type, TimeFormat time)
            throws IOException, WireException {
        Descriptor of = message.getDescriptorForType();
        FieldDescriptor only = standsForItsField(of, type);
        if (isTimestamp(of)) {
            long seconds = (Long) message.getField(of.findFieldByNumber(1));
            int nanos = (Integer) message.getField(of.findFieldByNumber(2));
            JsonOutput.instant(json, Instant.ofEpochSecond(seconds, nanos), time);
        } else if (only != null && only.isRepeated()) {
            many(json, message, only, type, time);
        } else if (only != null) {
            one(json, message.getField(only), only, type, time);
        } else {
            json.writeStartObject();
            fields(json, message, type instanceof RecordType row ? row : null);
            json.writeEndObject();
        }
    }

    static boolean isTimestamp(Descriptor message) {
        return message.getFullName().equals("google.protobuf.Timestamp");
    }

    /** The only field of a message that is nothing but that field's value; null when it is more. */
    static @Nullable FieldDescriptor standsForItsField(Descriptor message, @Nullable Type type) {
        if (message.getFields().size() != 1) {
            return null;
        }
        FieldDescriptor only = message.getFields().get(0);
        boolean isValue = message.getFullName().matches("google\\.protobuf\\.[A-Z][A-Za-z0-9]+Value");
        boolean isMany = (type instanceof Type.ListOf || type instanceof Type.MapOf)
                && only.isRepeated()
                && only.getName().equals(ContractProto.WRAPPED);
        return isMany || isValue && !only.isRepeated() ? only : null;
    }
}

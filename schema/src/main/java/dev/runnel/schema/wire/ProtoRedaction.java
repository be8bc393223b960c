package dev.runnel.schema.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Pii;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Takes personal data out of Protobuf values and writes them as the message that they were: the walk of {@link Redactor},
 * over Protobuf's own values. What a message has beside its schema's fields goes too, where some of its fields are personal
 * data: nobody can tell what it is. Not thread safe.
 */
final class ProtoRedaction {
    private final Redactor redactor;
    private boolean changed;

    ProtoRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The framed value itself when there is nothing to be treated. */
    byte[] of(byte[] value, ProtoFile file, PiiPlace root) throws WireException {
        try {
            CodedInputStream in = CodedInputStream.newInstance(value, Frame.LENGTH, value.length - Frame.LENGTH);
            Descriptor type = file.type(in);
            int start = Frame.LENGTH + in.getTotalBytesRead();
            changed = false;
            Message treated = message(DynamicMessage.parseFrom(type, in), root);
            if (!changed) {
                return value;
            }
            if (!treated.isInitialized()) {
                throw WireException.broken("the value cannot be without a field that is required");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(value.length);
            out.write(value, 0, start);
            treated.writeTo(out);
            return out.toByteArray();
        } catch (IOException | RuntimeException e) {
            throw WireException.broken("the value does not fit its schema");
        }
    }

    /** Finds the message that is behind a value's frame. */
    interface ProtoFile {
        Descriptor type(CodedInputStream in) throws IOException, WireException;
    }

    private Message message(Message message, PiiPlace place) {
        Message.Builder out = message.toBuilder();
        if (!message.getUnknownFields().asMap().isEmpty()) {
            out.setUnknownFields(UnknownFieldSet.getDefaultInstance());
            changed = true;
        }
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            PiiPlace at = place.member(field.getName());
            if (at.holds()) {
                field(out, field, at);
            }
        }
        return out.buildPartial();
    }

    private void field(Message.Builder out, FieldDescriptor field, PiiPlace place) {
        if (place.pii() == Pii.DROP) {
            out.clearField(field);
            changed = true;
        } else if (field.isRepeated()) {
            many(out, field, place);
        } else {
            out.setField(field, one(out.getField(field), field, place));
        }
    }

    private void many(Message.Builder out, FieldDescriptor field, PiiPlace place) {
        List<?> values = (List<?>) out.getField(field);
        boolean isLookedInto = field.isMapField() ? place.isObject() : place.isList();
        changed |= !isLookedInto;
        out.clearField(field);
        if (isLookedInto) {
            values.forEach(value -> out.addRepeatedField(
                    field, field.isMapField() ? entry((Message) value, place) : one(value, field, place.element())));
        }
    }

    private Message entry(Message entry, PiiPlace place) {
        FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
        Object key = entry.getField(entry.getDescriptorForType().findFieldByNumber(1));
        PiiPlace at = place.member(String.valueOf(key));
        return at.holds()
                ? entry.toBuilder()
                        .setField(value, one(entry.getField(value), value, at))
                        .build()
                : entry;
    }

    private Object one(Object value, FieldDescriptor field, PiiPlace place) {
        if (!place.holds()) {
            return value;
        }
        Object treated =
                switch (field.getJavaType()) {
                    case MESSAGE -> inside((Message) value, place);
                    case STRING -> text((String) value, place);
                    case BYTE_STRING ->
                        place.isText()
                                ? ByteString.copyFromUtf8(text(((ByteString) value).toStringUtf8(), place))
                                : ByteString.EMPTY;
                    case ENUM -> field.getEnumType().getValues().get(0);
                    case BOOLEAN -> false;
                    case INT -> 0;
                    case LONG -> 0L;
                    case FLOAT -> 0F;
                    case DOUBLE -> 0D;
                };
        changed |= !treated.equals(value);
        return treated;
    }

    private Message inside(Message message, PiiPlace place) {
        FieldDescriptor only = ProtoJson.standsForItsField(message.getDescriptorForType(), place.type());
        if (only != null) {
            Message.Builder out = message.toBuilder();
            field(out, only, place);
            return out.buildPartial();
        }
        boolean isPointInTime = ProtoJson.isTimestamp(message.getDescriptorForType());
        return place.isObject() && !isPointInTime
                ? message(message, place)
                : DynamicMessage.getDefaultInstance(message.getDescriptorForType());
    }

    private String text(String text, PiiPlace place) {
        Redactor json = place.json();
        if (json != null) {
            return AvroRedaction.json(text, json);
        }
        return place.pii() == null ? "" : redactor.text(text, place.pii());
    }
}

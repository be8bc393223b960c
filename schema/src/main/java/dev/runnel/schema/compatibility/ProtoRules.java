package dev.runnel.schema.compatibility;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import dev.runnel.schema.parse.ParsedSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Protobuf: fields are one when their numbers are ("Updating A Message Type", protobuf.dev). A reader may add and leave
 * out fields, and may widen numbers; it may not renumber, rename, narrow, change what is repeated, move a field into a
 * oneof of others, require more, or drop a message or a value of an enum.
 */
final class ProtoRules {
    private static final Map<Type, Set<Type>> WIDER = Map.of(
            Type.INT32, Set.of(Type.INT64),
            Type.UINT32, Set.of(Type.UINT64, Type.INT64),
            Type.SINT32, Set.of(Type.SINT64),
            Type.BOOL, Set.of(Type.INT32, Type.INT64),
            Type.ENUM, Set.of(Type.INT32, Type.INT64),
            Type.STRING, Set.of(Type.BYTES));

    private final ParsedSchema.Protobuf reader;
    private final ParsedSchema.Protobuf writer;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    ProtoRules(ParsedSchema.Protobuf reader, ParsedSchema.Protobuf writer) {
        this.reader = reader;
        this.writer = writer;
    }

    List<String> problems() {
        if (!reader.file().getPackage().equals(writer.file().getPackage())) {
            problems.add("the package is " + reader.file().getPackage() + " and was "
                    + writer.file().getPackage());
        }
        for (Descriptor before : writer.messages()) {
            Descriptor now = reader.file().findMessageTypeByName(before.getName());
            if (now == null) {
                problems.add("message " + before.getName() + " is gone");
            } else {
                message(now, before);
            }
        }
        for (EnumDescriptor before : writer.file().getEnumTypes()) {
            EnumDescriptor now = reader.file().findEnumTypeByName(before.getName());
            if (now == null) {
                problems.add("enum " + before.getName() + " is gone");
            } else {
                choices(now, before);
            }
        }
        return List.copyOf(problems);
    }

    private void message(Descriptor now, Descriptor before) {
        if (!compared.add(now.getFullName() + " " + before.getFullName())) {
            return;
        }
        for (FieldDescriptor field : before.getFields()) {
            FieldDescriptor same = now.findFieldByNumber(field.getNumber());
            if (same != null) {
                field(same, field);
            }
        }
        for (FieldDescriptor field : now.getFields()) {
            if (field.isRequired() && !isRequired(before.findFieldByNumber(field.getNumber()))) {
                problems.add(field.getFullName() + " is required and was not");
            }
        }
    }

    private static boolean isRequired(@org.jspecify.annotations.Nullable FieldDescriptor field) {
        return field != null && field.isRequired();
    }

    private void field(FieldDescriptor now, FieldDescriptor before) {
        String where = before.getFullName() + " = " + before.getNumber();
        if (!now.getName().equals(before.getName())) {
            problems.add(where + " is named " + now.getName() + " now");
        } else if (now.isRepeated() != before.isRepeated() || now.isMapField() != before.isMapField()) {
            problems.add(where + " is " + many(now) + " and was " + many(before));
        } else if (movedIntoOneOf(now, before)) {
            problems.add(
                    where + " is in the oneof " + now.getRealContainingOneof().getName() + " now");
        } else {
            type(now, before, where);
        }
    }

    private static String many(FieldDescriptor field) {
        return field.isMapField() ? "a map" : field.isRepeated() ? "repeated" : "single";
    }

    private static boolean movedIntoOneOf(FieldDescriptor now, FieldDescriptor before) {
        return now.getRealContainingOneof() != null
                && now.getRealContainingOneof().getFieldCount() > 1
                && (before.getRealContainingOneof() == null
                        || !before.getRealContainingOneof()
                                .getName()
                                .equals(now.getRealContainingOneof().getName()));
    }

    private void type(FieldDescriptor now, FieldDescriptor before, String where) {
        if (now.getType() == Type.MESSAGE && before.getType() == Type.MESSAGE) {
            messages(now.getMessageType(), before.getMessageType(), where);
        } else if (now.getType() == Type.ENUM && before.getType() == Type.ENUM) {
            choices(now.getEnumType(), before.getEnumType());
        } else if (now.getType() != before.getType()
                && !WIDER.getOrDefault(before.getType(), Set.of()).contains(now.getType())) {
            problems.add(where + " is " + name(now) + " and was " + name(before));
        }
    }

    private void messages(Descriptor now, Descriptor before, String where) {
        boolean entries = now.getOptions().getMapEntry() && before.getOptions().getMapEntry();
        if (!entries && !now.getFullName().equals(before.getFullName())) {
            problems.add(where + " is " + now.getFullName() + " and was " + before.getFullName());
        } else {
            message(now, before);
        }
    }

    private static String name(FieldDescriptor field) {
        return field.getType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private void choices(EnumDescriptor now, EnumDescriptor before) {
        if (!compared.add(now.getFullName() + " " + before.getFullName())) {
            return;
        }
        before.getValues().stream()
                .filter(v -> now.findValueByNumber(v.getNumber()) == null)
                .forEach(v -> problems.add("enum " + before.getName() + " has no value " + v.getName() + " = "
                        + v.getNumber() + " any more"));
    }
}

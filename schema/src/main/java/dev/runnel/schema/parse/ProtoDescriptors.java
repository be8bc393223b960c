package dev.runnel.schema.parse;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumOptions;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A parsed {@code .proto} file as the message that describes it (descriptor.proto). Options do not matter to what a
 * value means and are left out; names of types stay as written, the library resolves them by Protobuf's scopes.
 */
final class ProtoDescriptors {
    private static final Map<String, FieldDescriptorProto.Type> SCALARS = Map.ofEntries(
            Map.entry("double", FieldDescriptorProto.Type.TYPE_DOUBLE),
            Map.entry("float", FieldDescriptorProto.Type.TYPE_FLOAT),
            Map.entry("int32", FieldDescriptorProto.Type.TYPE_INT32),
            Map.entry("int64", FieldDescriptorProto.Type.TYPE_INT64),
            Map.entry("uint32", FieldDescriptorProto.Type.TYPE_UINT32),
            Map.entry("uint64", FieldDescriptorProto.Type.TYPE_UINT64),
            Map.entry("sint32", FieldDescriptorProto.Type.TYPE_SINT32),
            Map.entry("sint64", FieldDescriptorProto.Type.TYPE_SINT64),
            Map.entry("fixed32", FieldDescriptorProto.Type.TYPE_FIXED32),
            Map.entry("fixed64", FieldDescriptorProto.Type.TYPE_FIXED64),
            Map.entry("sfixed32", FieldDescriptorProto.Type.TYPE_SFIXED32),
            Map.entry("sfixed64", FieldDescriptorProto.Type.TYPE_SFIXED64),
            Map.entry("bool", FieldDescriptorProto.Type.TYPE_BOOL),
            Map.entry("string", FieldDescriptorProto.Type.TYPE_STRING),
            Map.entry("bytes", FieldDescriptorProto.Type.TYPE_BYTES));

    private final String name;
    private final ProtoFileElement element;
    private final boolean proto3;

    ProtoDescriptors(String name, ProtoFileElement element) {
        this.name = name;
        this.element = element;
        this.proto3 =
                element.getSyntax() != null && element.getSyntax().toString().equals("proto3");
    }

    FileDescriptorProto file() {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName(name);
        file.setSyntax(proto3 ? "proto3" : "proto2");
        if (element.getPackageName() != null) {
            file.setPackage(element.getPackageName());
        }
        file.addAllDependency(element.getImports());
        element.getPublicImports().forEach(imported -> {
            file.addPublicDependency(file.getDependencyCount());
            file.addDependency(imported);
        });
        for (TypeElement type : element.getTypes()) {
            if (type instanceof MessageElement message) {
                file.addMessageType(message(message));
            } else if (type instanceof EnumElement choices) {
                file.addEnumType(choices(choices));
            }
        }
        return file.build();
    }

    private DescriptorProto message(MessageElement message) {
        DescriptorProto.Builder out = DescriptorProto.newBuilder().setName(message.getName());
        for (TypeElement nested : message.getNestedTypes()) {
            if (nested instanceof MessageElement inner) {
                out.addNestedType(message(inner));
            } else if (nested instanceof EnumElement choices) {
                out.addEnumType(choices(choices));
            }
        }
        List<String> optional = new ArrayList<>();
        message.getFields().forEach(field -> field(field, out, optional));
        for (OneOfElement oneOf : message.getOneOfs()) {
            int index = out.getOneofDeclCount();
            out.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneOf.getName()));
            oneOf.getFields().forEach(f -> out.addField(single(f).setOneofIndex(index)));
        }
        for (String field : optional) { // presence is said by a oneof of its own, after the real ones
            int index = out.getOneofDeclCount();
            out.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field));
            out.getFieldBuilderList().stream()
                    .filter(f -> f.getName().equals(field))
                    .forEach(f -> f.setProto3Optional(true).setOneofIndex(index));
        }
        return out.build();
    }

    private void field(FieldElement field, DescriptorProto.Builder message, List<String> optional) {
        if (field.getType().startsWith("map<")) {
            map(field, message);
            return;
        }
        FieldDescriptorProto.Builder single = single(field);
        if (field.getLabel() == Field.Label.REPEATED) {
            single.setLabel(Label.LABEL_REPEATED);
        } else if (field.getLabel() == Field.Label.REQUIRED) {
            single.setLabel(Label.LABEL_REQUIRED);
        } else if (proto3 && field.getLabel() == Field.Label.OPTIONAL) {
            optional.add(field.getName());
        }
        message.addField(single);
    }

    private static void map(FieldElement field, DescriptorProto.Builder message) {
        String[] types = field.getType()
                .substring("map<".length(), field.getType().length() - 1)
                .split(",", 2);
        String entry = entryName(field.getName());
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(typed(types[0].strip()).setName("key").setNumber(1))
                .addField(typed(types[1].strip()).setName("value").setNumber(2)));
        message.addField(FieldDescriptorProto.newBuilder()
                .setName(field.getName())
                .setNumber(field.getTag())
                .setLabel(Label.LABEL_REPEATED)
                .setTypeName(entry));
    }

    private static String entryName(String field) {
        StringBuilder name = new StringBuilder();
        for (String part : field.split("_")) {
            if (!part.isEmpty()) {
                name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return name + "Entry";
    }

    private static FieldDescriptorProto.Builder single(FieldElement field) {
        FieldDescriptorProto.Builder out =
                typed(field.getType()).setName(field.getName()).setNumber(field.getTag());
        if (field.getDefaultValue() != null) {
            out.setDefaultValue(field.getDefaultValue());
        }
        return out;
    }

    private static FieldDescriptorProto.Builder typed(String type) {
        FieldDescriptorProto.Builder out = FieldDescriptorProto.newBuilder().setLabel(Label.LABEL_OPTIONAL);
        FieldDescriptorProto.Type scalar = SCALARS.get(type);
        return scalar == null ? out.setTypeName(type) : out.setType(scalar);
    }

    private static EnumDescriptorProto choices(EnumElement element) {
        EnumDescriptorProto.Builder out = EnumDescriptorProto.newBuilder().setName(element.getName());
        Set<Integer> numbers = new HashSet<>();
        boolean alias = false;
        for (EnumConstantElement constant : element.getConstants()) {
            alias |= !numbers.add(constant.getTag());
            out.addValue(EnumValueDescriptorProto.newBuilder()
                    .setName(constant.getName())
                    .setNumber(constant.getTag()));
        }
        if (alias) {
            out.setOptions(EnumOptions.newBuilder().setAllowAlias(true));
        }
        return out.build();
    }
}

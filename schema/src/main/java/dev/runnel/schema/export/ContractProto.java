package dev.runnel.schema.export;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a record type as a proto3 file with one message. Fields are numbered in the order of the contract, so new ones
 * belong at its end. A field that may be absent is {@code optional}. A timestamp is {@code google.protobuf.Timestamp}; a
 * decimal, date, time or json is a string, the same text as in JSON. A list or mapping inside of another one stands in a
 * message with the single field {@code values}. Protobuf knows no absent list, so an empty one of a field that is not
 * required reads as absent.
 */
public final class ContractProto {
    /** The one field of the messages around lists and mappings that stand inside of others. */
    public static final String WRAPPED = "values";

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private ContractProto() {}

    /** @param name the record's; the message has it in PascalCase */
    public static String of(String namespace, String name, String doc, RecordType type) {
        ContractProto proto = new ContractProto();
        proto.out
                .append("syntax = \"proto3\";\n\npackage ")
                .append(space(namespace))
                .append(";\n\n");
        if (usesTimestamp(type)) {
            proto.out.append("import \"google/protobuf/timestamp.proto\";\n\n");
        }
        proto.comment(doc, "");
        proto.message(pascal(name), type.fields(), "");
        return proto.out.toString();
    }

    private static String space(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9_.]", "_");
        return clean.matches("[0-9].*") ? "_" + clean : clean;
    }

    private static boolean usesTimestamp(Type type) {
        if (type instanceof RecordType row) {
            return row.fields().stream().anyMatch(f -> usesTimestamp(f.type()));
        }
        if (type instanceof Type.ListOf list) {
            return usesTimestamp(list.element());
        }
        return type instanceof Type.MapOf map ? usesTimestamp(map.value()) : type == Type.Primitive.TIMESTAMP;
    }

    private void message(String name, List<Field> fields, String indent) {
        out.append(indent).append("message ").append(name).append(" {\n");
        Set<String> taken = new HashSet<>();
        int number = 1;
        for (Field field : fields) {
            field(field, number++, taken, indent + INDENT);
        }
        out.append(indent).append("}\n");
    }

    private void field(Field field, int number, Set<String> taken, String indent) {
        String type = fieldType(field.type(), field.name(), taken, indent);
        comment(field.description(), indent);
        boolean many = field.type() instanceof Type.ListOf || field.type() instanceof Type.MapOf;
        out.append(indent)
                .append(many || field.required() ? "" : "optional ")
                .append(type)
                .append(' ')
                .append(field.name())
                .append(" = ")
                .append(number)
                .append(";\n");
    }

    private String fieldType(Type type, String name, Set<String> taken, String indent) {
        if (type instanceof Type.ListOf list) {
            return "repeated " + single(list.element(), name, taken, indent);
        }
        if (type instanceof Type.MapOf map) {
            return "map<string, " + single(map.value(), name, taken, indent) + ">";
        }
        return single(type, name, taken, indent);
    }

    /** A type that is neither repeated nor a map; messages that it needs are written before the field. */
    private String single(Type type, String name, Set<String> taken, String indent) {
        if (type instanceof RecordType row) {
            String message = free(pascal(name), taken);
            message(message, row.fields(), indent);
            return message;
        }
        if (type instanceof Type.ListOf || type instanceof Type.MapOf) {
            String message = free(pascal(name) + "Values", taken);
            message(message, List.of(Field.of(WRAPPED, type, true)), indent);
            return message;
        }
        return type instanceof Type.Decimal ? "string" : scalar((Type.Primitive) type);
    }

    private static String scalar(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> "bool";
            case INT -> "int32";
            case BIGINT -> "int64";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BYTES -> "bytes";
            case STRING, JSON, DATE, TIME -> "string";
            case TIMESTAMP -> "google.protobuf.Timestamp";
        };
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    private void comment(String text, String indent) {
        if (!text.isEmpty()) {
            text.lines()
                    .forEach(line ->
                            out.append(indent).append("// ").append(line).append('\n'));
        }
    }

    private static String pascal(String name) {
        StringBuilder pascal = new StringBuilder();
        for (String part : name.split("_")) {
            if (!part.isEmpty()) {
                pascal.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return pascal.isEmpty() ? "Record" : pascal.toString();
    }
}

package dev.runnel.core.drift;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the line of YAML that would declare an undeclared field. */
final class Declaration {
    /** Keys that a {@code path:} can name. */
    private static final Pattern PATH = Pattern.compile("[^.\\p{Cntrl}]+");

    private Declaration() {}

    /** {@code name: type}, or with a mapping; empty while only null was seen, or when no path can name the key. */
    static Optional<String> of(UnknownField field, Shape shape, RecordType contract) {
        Set<String> taken = new HashSet<>();
        field.row(contract).ifPresent(row -> row.fields().forEach(f -> taken.add(f.name())));
        return line(field.name(), field.own(), field.from(), shape, taken);
    }

    private static Optional<String> line(String key, boolean own, String from, Shape shape, Set<String> taken) {
        String type = shape.typeText();
        if (type.isEmpty() || !PATH.matcher(key).matches()) {
            return Optional.empty();
        }
        String column = FieldName.of(key);
        while (!taken.add(column)) {
            column += "_2";
        }
        List<String> options = new ArrayList<>();
        Shape.Row row = shape.row();
        if (row != null) {
            String inside = shape instanceof Shape.Many ? "" : from + key + ".";
            List<String> fields = fields(row, inside);
            if (fields.isEmpty()) {
                type = type.replace("row", Shape.ANYTHING.typeText());
            } else {
                options.add("fields: { " + String.join(", ", fields) + " }");
            }
        } else {
            type = type.replace("row", Shape.ANYTHING.typeText());
        }
        if (!own || !column.equals(key)) {
            options.add("path: " + JsonText.of(from + key));
        }
        String value = options.isEmpty() ? type : "{ type: " + type + ", " + String.join(", ", options) + " }";
        return Optional.of(column + ": " + value);
    }

    private static List<String> fields(Shape.Row row, String from) {
        List<String> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, Shape> each : row.fields().entrySet()) {
            line(each.getKey(), true, from, each.getValue(), taken).ifPresent(fields::add);
        }
        return fields;
    }
}

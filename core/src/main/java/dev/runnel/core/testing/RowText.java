package dev.runnel.core.testing;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes typed values as YAML on one line, which reads back as the same values. */
final class RowText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@-]+)*");
    /** Text with double quotes is easier to read between single ones. */
    private static final Pattern QUOTABLE = Pattern.compile("[^'\\p{Cntrl}]*\"[^'\\p{Cntrl}]*");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\{(env|file):");
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    private RowText() {}

    /** {@code { type: click, events: 2 }} with the columns wanted. */
    static String row(TypedRow row, Predicate<String> wanted) {
        List<String> cells = new ArrayList<>();
        for (Field field : row.type().fields()) {
            if (wanted.test(field.name())) {
                cells.add(text(field.name()) + ": " + value(field.type(), row.value(field.name())));
            }
        }
        return braces(cells);
    }

    /** One value. */
    static String value(Type type, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (type instanceof RecordType row && value instanceof Object[] values) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                Field field = row.fields().get(i);
                cells.add(text(field.name()) + ": " + value(field.type(), values[i]));
            }
            return braces(cells);
        }
        if (type instanceof Type.ListOf list && value instanceof List<?> items) {
            return "["
                    + String.join(
                            ", ",
                            items.stream().map(i -> value(list.element(), i)).toList()) + "]";
        }
        if (type instanceof Type.MapOf map && value instanceof Map<?, ?> entries) {
            return braces(entries.entrySet().stream()
                    .map(e -> text(String.valueOf(e.getKey())) + ": " + value(map.value(), e.getValue()))
                    .toList());
        }
        return scalar(value);
    }

    private static String braces(List<String> cells) {
        return cells.isEmpty() ? "{}" : "{ " + String.join(", ", cells) + " }";
    }

    private static String scalar(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof byte[] bytes ? text(Base64.getEncoder().encodeToString(bytes)) : value.toString();
    }

    private static String text(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.contains(text)) {
            return text;
        }
        String literal = REFERENCE.matcher(text).find() ? text.replace("$", "$$") : text;
        return QUOTABLE.matcher(literal).matches() ? "'" + literal + "'" : JsonText.of(literal);
    }
}

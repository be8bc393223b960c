package dev.runnel.core.pipeline;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a type, {@code decimal(10,2)} or {@code list<string>}; knows the usual names of other systems. */
final class TypeParser {
    private static final Map<String, Primitive> NAMES = names();
    private static final Pattern DECIMAL = Pattern.compile("(?:decimal|numeric)\\((\\d{1,2})(?:,\\s*(\\d{1,2}))?\\)");
    private static final Pattern NESTED = Pattern.compile("(list|array|map)<(.+)>");
    private static final Pattern CHARACTERS = Pattern.compile("(?:var)?char\\(\\d{1,9}\\)");
    /** A row's fields stand beside its type, so its text alone is complete only once they are known. */
    private static final String ROW = "row";

    private TypeParser() {}

    /** A type that was read, or why it was not. */
    sealed interface Result {
        record Good(Type type) implements Result {}

        record Unknown(String name) implements Result {}

        record Bad(String message) implements Result {}
    }

    /**
     * Reads a type without its {@code !}.
     *
     * @param row the fields that a {@code row} in the text stands for, when there are any
     */
    static Result parse(String text, Optional<RecordType> row) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Primitive primitive = NAMES.get(wanted);
        if (primitive != null) {
            return new Result.Good(primitive);
        }
        if (CHARACTERS.matcher(wanted).matches()) {
            return new Result.Good(Primitive.STRING);
        }
        if (wanted.equals(ROW)) {
            return row.<Result>map(Result.Good::new)
                    .orElseGet(() -> new Result.Bad("a row needs its fields: add 'fields:' beside 'type: row'"));
        }
        Matcher decimal = DECIMAL.matcher(wanted);
        if (decimal.matches()) {
            return decimal(decimal);
        }
        Matcher nested = NESTED.matcher(wanted);
        return nested.matches() ? nested(nested, row) : new Result.Unknown(text);
    }

    /** Whether the text speaks of a row anywhere. */
    static boolean hasRow(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return wanted.equals(ROW) || wanted.matches(".*<\\s*row\\s*>+");
    }

    /** Every name that can stand alone, the usual names of others included. */
    static List<String> names(boolean withOthers) {
        List<String> names = new ArrayList<>(
                withOthers ? NAMES.keySet() : List.of("boolean", "int", "bigint", "float", "double", "string"));
        names.addAll(List.of(ROW, "decimal(10,2)", "list<string>", "map<string>"));
        return names;
    }

    private static Result decimal(Matcher m) {
        int precision = Integer.parseInt(m.group(1));
        int scale = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        if (precision < 1 || precision > 38 || scale > precision) {
            return new Result.Bad("decimal(p,s) has a precision p of 1 to 38 and a scale s of 0 to p");
        }
        return new Result.Good(new Type.Decimal(precision, scale));
    }

    private static Result nested(Matcher m, Optional<RecordType> row) {
        Result inner = parse(m.group(2), row);
        if (!(inner instanceof Result.Good good)) {
            return inner;
        }
        return new Result.Good(m.group(1).equals("map") ? new Type.MapOf(good.type()) : new Type.ListOf(good.type()));
    }

    private static Map<String, Primitive> names() {
        Map<String, Primitive> names = new LinkedHashMap<>();
        for (Primitive p : Primitive.values()) {
            names.put(p.text(), p);
        }
        for (String other : List.of("bool")) {
            names.put(other, Primitive.BOOLEAN);
        }
        for (String other : List.of("integer", "smallint", "tinyint", "int32")) {
            names.put(other, Primitive.INT);
        }
        for (String other : List.of("long", "int64")) {
            names.put(other, Primitive.BIGINT);
        }
        for (String other : List.of("real", "float32")) {
            names.put(other, Primitive.FLOAT);
        }
        names.put("float64", Primitive.DOUBLE);
        for (String other : List.of("text", "varchar", "char")) {
            names.put(other, Primitive.STRING);
        }
        for (String other : List.of("binary", "varbinary", "blob", "bytea")) {
            names.put(other, Primitive.BYTES);
        }
        for (String other : List.of("datetime", "timestamptz", "instant")) {
            names.put(other, Primitive.TIMESTAMP);
        }
        names.put("jsonb", Primitive.JSON);
        return names;
    }
}

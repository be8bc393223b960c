package dev.runnel.cli.atlas;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The names that Atlas has for types, and ours for the same. */
final class Dtype {
    private static final Pattern DECIMAL =
            Pattern.compile("(?:decimal|numeric)\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");
    private static final Map<String, String> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("int", "int"),
            Map.entry("integer", "int"),
            Map.entry("short", "int"),
            Map.entry("smallint", "int"),
            Map.entry("byte", "int"),
            Map.entry("tinyint", "int"),
            Map.entry("long", "bigint"),
            Map.entry("bigint", "bigint"),
            Map.entry("float", "float"),
            Map.entry("double", "double"),
            Map.entry("string", "string"),
            Map.entry("varchar", "string"),
            Map.entry("text", "string"),
            Map.entry("boolean", "boolean"),
            Map.entry("bool", "boolean"),
            Map.entry("date", "date"),
            Map.entry("timestamp", "timestamp"),
            Map.entry("datetime", "timestamp"),
            Map.entry("binary", "bytes"),
            // Nothing is rounded: the widest that has as many places before the point as behind it.
            Map.entry("decimal", "decimal(38,18)")));

    private Dtype() {}

    /** The type in {@code runnel.yaml}; empty for one that nobody knows. */
    static Optional<String> type(String dtype) {
        String plain = dtype.strip().toLowerCase(Locale.ROOT);
        return DECIMAL.matcher(plain).matches()
                ? Optional.of(DECIMAL.matcher(plain).replaceFirst("decimal($1,$2)"))
                : Optional.ofNullable(TYPES.get(plain));
    }

    /** Every name, for messages. */
    static String known() {
        return String.join(", ", TYPES.keySet()) + ", decimal(p,s)";
    }
}

package dev.runnel.cli.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.runnel.core.json.JsonText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of values as a table, CSV (RFC 4180) or one JSON object a line. */
public enum RowOutput {
    TABLE {
        @Override
        public void print(List<String> columns, List<List<@Nullable Object>> rows, PrintWriter out) {
            out.print(new TextTable(columns, rows));
        }
    },
    CSV {
        @Override
        public void print(List<String> columns, List<List<@Nullable Object>> rows, PrintWriter out) {
            StringWriter text = new StringWriter();
            CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
            csv.writeRecord(columns);
            for (List<@Nullable Object> row : rows) {
                csv.writeRecord(row.stream().map(v -> v == null ? "" : text(v)).toList());
            }
            out.print(text);
        }
    },
    JSON {
        @Override
        public void print(List<String> columns, List<List<@Nullable Object>> rows, PrintWriter out) {
            for (List<@Nullable Object> row : rows) {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    object.put(columns.get(i), plain(row.get(i)));
                }
                out.println(JsonText.of(object));
            }
        }
    };

    /** Prints all rows; nulls are empty in CSV and {@code null} elsewhere. */
    public abstract void print(List<String> columns, List<List<@Nullable Object>> rows, PrintWriter out);

    /** A value on one line: nested ones as JSON, bytes in Base64. */
    static String text(@Nullable Object value) {
        Object plain = plain(value);
        return plain == null || plain instanceof List || plain instanceof Map ? JsonText.of(plain) : plain.toString();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((k, v) -> plain.put(String.valueOf(k), plain(v)));
            return plain;
        }
        return value;
    }
}

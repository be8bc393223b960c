package dev.runnel.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under a line of names, numbers to the right. Very long values are cut. */
final class TextTable {
    private static final int WIDEST = 60;

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows;

    TextTable(List<String> columns, List<List<@Nullable Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public String toString() {
        List<List<String>> cells = new ArrayList<>();
        int[] widths = columns.stream().mapToInt(TextTable::width).toArray();
        for (List<@Nullable Object> row : rows) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                line.add(cut(RowOutput.text(row.get(i))));
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
            cells.add(line);
        }
        StringBuilder text = new StringBuilder();
        List<String> rules = new ArrayList<>();
        for (int width : widths) {
            rules.add("-".repeat(width));
        }
        line(text, columns, widths);
        line(text, rules, widths);
        cells.forEach(line -> line(text, line, widths));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(isNumber(i) ? padding + cells.get(i) : cells.get(i) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private boolean isNumber(int column) {
        return rows.stream().map(r -> r.get(column)).allMatch(v -> v == null || v instanceof Number);
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String cut(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return width(line) <= WIDEST ? line : line.substring(0, line.offsetByCodePoints(0, WIDEST - 3)) + "...";
    }
}

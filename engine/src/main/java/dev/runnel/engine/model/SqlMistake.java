package dev.runnel.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Flink's parser and planner say of a query, read from their messages: the classes that carry the place live in the
 * planner's own class loader.
 *
 * @param message one line, without the place
 * @param line in the query, 1-based; empty when not said
 * @param missing the name that was not found, and what kind of thing it should have been
 */
record SqlMistake(String message, OptionalInt line, OptionalInt column, @Nullable Missing missing) {
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern RANGE =
            Pattern.compile("^(From|At) line \\d+, column \\d+( to line \\d+, column \\d+)?: ");
    private static final Pattern UNEXPECTED = Pattern.compile("Encountered \"(.*?)\" at line");
    private static final Pattern TABLE = Pattern.compile("(?:Object|Table) '([^']+)' not found");
    private static final Pattern COLUMN = Pattern.compile("(?:Column|Field) '([^']+)' not found");

    /** A name that does not exist. */
    record Missing(String name, boolean table) {}

    static SqlMistake of(Throwable failure) {
        List<String> messages = messages(failure);
        String told = messages.stream()
                .filter(m -> PLACE.matcher(m).find())
                .reduce((outer, inner) -> inner)
                .orElse(messages.isEmpty() ? failure.toString() : messages.get(messages.size() - 1));
        Matcher place = PLACE.matcher(told);
        boolean placed = place.find();
        return new SqlMistake(
                clean(told),
                placed ? OptionalInt.of(Integer.parseInt(place.group(1))) : OptionalInt.empty(),
                placed ? OptionalInt.of(Integer.parseInt(place.group(2))) : OptionalInt.empty(),
                missing(told));
    }

    private static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable t = failure; t != null && messages.size() < 20; t = t.getCause()) {
            if (t.getMessage() != null && !t.getMessage().isBlank()) {
                messages.add(t.getMessage());
            }
        }
        // The innermost message may be a bare class's; the planner's own words are the last that form a sentence.
        messages.removeIf(m -> !m.contains(" "));
        return messages;
    }

    private static @Nullable Missing missing(String message) {
        Matcher column = COLUMN.matcher(message);
        if (column.find()) {
            return new Missing(column.group(1), false);
        }
        Matcher table = TABLE.matcher(message);
        return table.find() ? new Missing(table.group(1), true) : null;
    }

    private static String clean(String message) {
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.find()) {
            return unexpected.group(1).equals("<EOF>")
                    ? "the query ends too early"
                    : "unexpected '" + unexpected.group(1) + "'";
        }
        String text = message.replaceFirst("^SQL (parse|validation) failed\\. ", "");
        text = RANGE.matcher(text).replaceFirst("");
        String first = text.lines().findFirst().orElse(text).strip();
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }
}

package dev.runnel.bench.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One statement of a script. */
sealed interface Statement {

    /** {@code SET 'key' = 'value'}. */
    record Setting(String key, String value) implements Statement {}

    /** Anything else. */
    record Sql(String text) implements Statement {
        /** Whether it starts a job. */
        boolean inserts() {
            String upper = text.toUpperCase(Locale.ROOT);
            return upper.startsWith("INSERT") || upper.startsWith("EXECUTE STATEMENT SET");
        }
    }

    Pattern SET = Pattern.compile("SET\\s+'([^']+)'\\s*=\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);

    /** The statements of a script; lines that begin with {@code --} are comments. */
    static List<Statement> of(String script) {
        String bare =
                script.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        List<Statement> statements = new ArrayList<>();
        for (String part : bare.split(";\\s*(\\n|$)")) {
            String text = part.strip();
            Matcher set = SET.matcher(text);
            if (set.matches()) {
                statements.add(new Setting(set.group(1), set.group(2)));
            } else if (!text.isEmpty()) {
                statements.add(new Sql(text));
            }
        }
        return statements;
    }
}

package dev.runnel.connectors.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.jdbc.column.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of types in docs/databases.md are made from the rules; {@code -Drunnel.docs=write} makes them anew. */
class DatabaseTypesDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "databases.md");
    private static final String BEGIN =
            "<!-- Made from the rules in the code, to the end of the page; change those. -->\n";

    @Test
    void theTablesOfTypesAreTrue() throws IOException {
        StringBuilder tables = new StringBuilder(BEGIN);
        for (Database database : Database.values()) {
            tables.append("\n### ").append(database.title()).append("\n| type | in the contract | |\n|---|---|---|\n");
            for (TypeRule rule : ReadDialect.of(database).rules(true)) {
                tables.append("| ").append(rule.types());
                tables.append(" | `").append(rule.contract());
                tables.append("` | ").append(rule.note()).append(" |\n");
            }
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        assertThat(begin).as("the page keeps its mark").isPositive();
        if ("write".equals(System.getProperty("runnel.docs"))) {
            Files.writeString(PAGE, page.substring(0, begin) + tables);
        } else {
            assertThat(page.substring(begin))
                    .as("make it anew with -Drunnel.docs=write")
                    .isEqualTo(tables.toString());
        }
    }
}

package dev.runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.cli.output.ConnectorPage;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.core.record.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages in docs/reference are made from the declarations; {@code -Drunnel.docs=write} makes them anew. */
class ReferenceDocsTest {
    private static final Path FOLDER = Path.of("..", "docs", "reference");
    private static final String MADE = "<!-- Made from the declarations in the code; change those. -->\n";

    @Test
    void connectorsPageIsTrue() throws IOException {
        holds("connectors.md", MADE + ConnectorPage.of(Connectors.onClassPath()));
    }

    @Test
    void codesPageIsTrue() throws IOException {
        StringBuilder page = new StringBuilder(MADE)
                .append("# Codes\nWhy a record is invalid: [invalid-codes.md](invalid-codes.md).\n")
                .append("\n## What a check finds\n| code | meaning |\n|---|---|\n");
        for (Code code : Code.values()) {
            row(page, code.id(), code.meaning());
        }
        page.append("\n## System columns\n| column | meaning |\n|---|---|\n");
        for (SystemColumn column : SystemColumn.values()) {
            row(page, column.column(), column.meaning());
        }
        holds("codes.md", page.toString());
    }

    @Test
    void invalidCodesPageIsTrue() throws IOException {
        StringBuilder page = new StringBuilder(MADE)
                .append(
                        "# Why a record is invalid\nThe codes of invalid records are one closed list. The message beside the code")
                .append(
                        " says it of the very record.\n\n| code | stages | meaning | what to do |\n|---|---|---|---|\n");
        for (Violation.Reason reason : Violation.Reason.values()) {
            String stages = reason.stages().stream().map(Stage::id).collect(Collectors.joining(", "));
            row(page, reason.id(), stages + " | " + reason.meaning() + " | " + reason.remedy());
        }
        page.append("\n## Stages\n| stage | meaning |\n|---|---|\n");
        for (Stage stage : Stage.values()) {
            row(page, stage.id(), stage.meaning());
        }
        holds("invalid-codes.md", page.toString());
    }

    private static void row(StringBuilder page, String name, String meaning) {
        page.append("| `").append(name).append("` | ").append(meaning).append(" |\n");
    }

    private static void holds(String name, String expected) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("runnel.docs"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("make it anew: mvn test -pl cli -am -Dtest=ReferenceDocsTest -Drunnel.docs=write"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(expected);
    }
}

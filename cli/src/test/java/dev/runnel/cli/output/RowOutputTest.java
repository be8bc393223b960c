package dev.runnel.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowOutputTest {
    private static final List<String> COLUMNS = List.of("type", "n", "more");
    private static final List<List<@Nullable Object>> ROWS = List.of(
            Arrays.asList("click", 1200L, null), Arrays.asList("a \"b\",\nc", 7L, Map.of("k", List.of(1L, 2L))));

    @Test
    void tablesAlignNumbersAndStayOnTheirLines() {
        assertThat(print(RowOutput.TABLE))
                .isEqualTo(
                        """
                        type         n  more
                        --------  ----  -----------
                        click     1200  null
                        a "b", c     7  {"k":[1,2]}
                        """);
    }

    @Test
    void csvIsQuotedWhereItMustBe() {
        assertThat(print(RowOutput.CSV))
                .isEqualTo("type,n,more\r\nclick,1200,\r\n\"a \"\"b\"\",\nc\",7,\"{\"\"k\"\":[1,2]}\"\r\n");
    }

    @Test
    void jsonIsAnObjectALine() {
        assertThat(print(RowOutput.JSON).lines())
                .containsExactly(
                        "{\"type\":\"click\",\"n\":1200,\"more\":null}",
                        "{\"type\":\"a \\\"b\\\",\\nc\",\"n\":7,\"more\":{\"k\":[1,2]}}");
    }

    @Test
    void longValuesAreCutInTablesOnly() {
        List<List<@Nullable Object>> rows = List.of(List.of("é".repeat(100)));
        StringWriter text = new StringWriter();
        RowOutput.TABLE.print(List.of("c"), rows, new PrintWriter(text));
        assertThat(text.toString()).contains("é".repeat(57) + "...").doesNotContain("é".repeat(58));
    }

    private static String print(RowOutput output) {
        StringWriter text = new StringWriter();
        output.print(COLUMNS, ROWS, new PrintWriter(text));
        return text.toString();
    }
}

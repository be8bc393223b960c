package dev.runnel.connectors.format.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that other programs wrote; what they hold was read from their XML, or is what Excel shows. */
class ExcelDataTest {

    private static List<String> read(String name, @Nullable String sheet, int headerRow, RecordType type) {
        Path path = Given.shared("excel").resolve(name);
        ExcelFormat format = new ExcelFormat(sheet, headerRow > 0, headerRow, List.of(), List.of(""));
        Given.Opening opening = from -> ExcelRecords.open(Given.local(path), format, type, from);
        Resuming.check(opening);
        return Given.all(opening).stream()
                .map(r -> r.at() + " " + Given.text(r))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SampleSS.xlsx", "SampleSS.strict.xlsx", "SampleSS.xls"})
    void theSameWorkbookInEachFormat(String name) {
        assertThat(read(name, null, 0, Given.NOTHING))
                .containsExactly(
                        name + "!First Sheet:1 {\"A\":\"Test spreadsheet\"}",
                        name + "!First Sheet:2 {\"A\":\"2nd row\",\"B\":\"2nd row 2nd column\"}",
                        name + "!First Sheet:4 {\"A\":\"This one is red\"}");
        assertThat(read(name, "Sheet Number 2", 6, Given.NOTHING))
                .containsExactly(name + "!Sheet Number 2:7 {\"cb=1\":1,\"cb=10\":10,\"cb=2\":2,\"cb=sum\":13}");
        assertThat(read(name, "2", 1, Given.type("Start of 2nd sheet", Type.Primitive.STRING, "D", Type.Primitive.INT)))
                .contains(name + "!Sheet Number 2:7 {\"Start of 2nd sheet\":\"1\",\"B\":10,\"C\":2,\"D\":13}");
        assertThat(read(name, "Sheet3", 0, Given.NOTHING)).isEmpty();
    }

    @Test
    void inlineStringsAndFormulas() {
        String at = "InlineStrings.xlsx!Sheet1:";
        assertThat(read("InlineStrings.xlsx", "Sheet1", 1, Given.NOTHING))
                .containsExactly(
                        at + row(2, 12, "A", "1st Inline String", 12),
                        at + row(3, 32, "B", "2nd Inline String", 44),
                        at + row(4, 43, "C", "More", 31),
                        at + row(5, 42, "ABCDE", "B", 30),
                        at + row(6, 22, "Long Text", "And More", 10),
                        at + row(7, 21, "Longer Text", "The End", 9));
    }

    private static String row(int row, int number, String text, String inline, int formula) {
        return row + " {\"Numbers\":" + number + ",\"Strings\":\"" + text + "\",\"Inline Strings\":\"" + inline
                + "\",\"Formulas\":" + formula + "}";
    }

    @Test
    void datesFrom1904() {
        List<String> rows = read("DateFormatTests.xlsx", "Tests", 1, Given.NOTHING);
        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(rows.get(0)).contains("\"Result (expected)\":\"11-10-52\"", "1952-10-11T14:35:27");
        assertThat(read("1904DateWindowing.xls", null, 0, Given.NOTHING))
                .containsExactly("1904DateWindowing.xls!Sheet1:1 {\"A\":\"2000-01-01\",\"B\":\"2000-01-01\"}");
    }
}

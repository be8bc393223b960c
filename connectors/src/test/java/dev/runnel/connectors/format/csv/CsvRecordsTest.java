package dev.runnel.connectors.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {
    @TempDir
    Path folder;

    private static final RecordType TYPED = Given.type(
            "n",
            Type.Primitive.BIGINT,
            "d",
            new Type.Decimal(10, 2),
            "b",
            Type.Primitive.BOOLEAN,
            "j",
            Type.Primitive.JSON,
            "l",
            new Type.ListOf(Type.Primitive.INT),
            "s",
            Type.Primitive.STRING,
            "t",
            Type.Primitive.TIMESTAMP);

    private Given.Opening opening(DataFile file, CsvFormat format, RecordType type) {
        return from -> CsvRecords.open(file, Compression.of(file.name()), format, type, from);
    }

    private List<String> read(String content, CsvFormat format) {
        return read(content.getBytes(StandardCharsets.UTF_8), format, Given.NOTHING);
    }

    private List<String> read(byte[] content, CsvFormat format, RecordType type) {
        Given.Opening opening = opening(Given.file(folder, "t.csv", content), format, type);
        Resuming.check(opening);
        return Given.texts(opening);
    }

    private static CsvFormat format(boolean header, List<String> columns, List<String> nulls) {
        return new CsvFormat(header, columns, ',', '"', null, null, null, nulls);
    }

    private static CsvFormat marks(char delimiter, @Nullable Character quote, @Nullable Character escape) {
        return new CsvFormat(true, List.of(), delimiter, quote, escape, '#', null, List.of(""));
    }

    private static CsvFormat encoded(String charset) {
        return new CsvFormat(true, List.of(), ',', '"', null, null, charset, List.of(""));
    }

    @Test
    void writesCellsAsTheContractWantsThem() {
        String row = "s,n,d,b,j,l,t\n007,007,+1.50,YES,\"{\"\"a\"\":1}\",\"[1, 2]\",2010-12-01 08:26:00\n";
        assertThat(read(row.getBytes(StandardCharsets.UTF_8), CsvFormat.STANDARD, TYPED))
                .containsExactly("{\"s\":\"007\",\"n\":7,\"d\":1.50,\"b\":true,\"j\":{\"a\":1},\"l\":[1, 2],"
                        + "\"t\":\"2010-12-01 08:26:00\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "7,7",
        "-0,-0",
        "' 7 ',7",
        "+.5,0.5",
        "5.,5",
        "00,0",
        "-007.50,-7.50",
        "1e5,1e5",
        "1E+05,1E+05",
        "NaN,'\"NaN\"'",
        "1.2.3,'\"1.2.3\"'",
        "-,'\"-\"'",
        "1e,'\"1e\"'",
        "0x1F,'\"0x1F\"'",
        "' ','\" \"'",
        ".,'\".\"'",
        "12345678901234567890123,12345678901234567890123",
        "1 2,'\"1 2\"'"
    })
    void numbersKeepTheirValue(String cell, String json) {
        assertThat(read(("n,x\n" + cell + ",1\n").getBytes(StandardCharsets.UTF_8), CsvFormat.STANDARD, TYPED))
                .containsExactly("{\"n\":" + json + ",\"x\":\"1\"}");
    }

    @Test
    void anUnquotedCellThatMeansNullIsAbsent() {
        assertThat(read("a,b,c\n,\"\",NA\n1,,\"NA\"\n", format(true, List.of(), List.of("", "NA"))))
                .containsExactly("{\"b\":\"\"}", "{\"a\":\"1\",\"c\":\"NA\"}");
        assertThat(read("a,b\n,\n", format(true, List.of(), List.of()))).containsExactly("{\"a\":\"\",\"b\":\"\"}");
    }

    @Test
    void columnsHaveNamesOfTheirOwn() {
        assertThat(read("a,a,,a_2,a\n1,2,3,4,5\n", CsvFormat.STANDARD))
                .containsExactly("{\"a\":\"1\",\"a_3\":\"2\",\"c3\":\"3\",\"a_2\":\"4\",\"a_4\":\"5\"}");
        assertThat(read("1,2\n3,4\n", format(false, List.of(), List.of(""))))
                .containsExactly("{\"c1\":\"1\",\"c2\":\"2\"}", "{\"c1\":\"3\",\"c2\":\"4\"}");
        assertThat(read("1,2\n", format(false, List.of("x", "y"), List.of(""))))
                .containsExactly("{\"x\":\"1\",\"y\":\"2\"}");
        assertThat(read("a,b\n1,2\n", format(true, List.of("x", "y"), List.of(""))))
                .containsExactly("{\"x\":\"1\",\"y\":\"2\"}");
    }

    @Test
    void aRowOfOtherLengthIsBrokenAndTheRestGoesOn() {
        DataFile file = Given.file(folder, "t.csv", "a,b\n1,2\n1,\"x\ny\",3\n\n4\n5,6");
        List<FileRecord> records = Given.all(opening(file, CsvFormat.STANDARD, Given.NOTHING));
        assertThat(records.stream().map(Given::text))
                .containsExactly(
                        "{\"a\":\"1\",\"b\":\"2\"}", "syntax 1,\"x\ny\",3", "syntax 4", "{\"a\":\"5\",\"b\":\"6\"}");
        assertThat(records.stream().map(r -> r.at().toString()))
                .containsExactly("t.csv:2", "t.csv:3", "t.csv:6", "t.csv:7");
        assertThat(records.get(1).broken().orElseThrow().message())
                .isEqualTo("the row has 3 cells where there are 2 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aQuoteThatIsNeverClosedCostsOneRow(String end) {
        String text = String.join(end, "a,b", "1,\"open", "2,x", "\"3\"\"\",y", "4,z", "");
        assertThat(read(text, CsvFormat.STANDARD))
                .containsExactly(
                        "syntax 1,\"open",
                        "{\"a\":\"2\",\"b\":\"x\"}",
                        "{\"a\":\"3\\\"\",\"b\":\"y\"}",
                        "{\"a\":\"4\",\"b\":\"z\"}");
        assertThat(read(String.join(end, "a,b", "1,\"x\"y", "2,x"), CsvFormat.STANDARD))
                .containsExactly("syntax 1,\"x\"y", "{\"a\":\"2\",\"b\":\"x\"}");
    }

    @Test
    void aQuoteThatStaysOpenBeyondTheBoundCostsOneRow() {
        String filler = "0123456789\n".repeat(120_000);
        List<String> read = Given.texts(opening(
                Given.file(folder, "t.csv", "a\n\"open\n" + filler + "end\n"), CsvFormat.STANDARD, Given.NOTHING));
        assertThat(read)
                .hasSize(120_002)
                .startsWith("syntax \"open", "{\"a\":\"0123456789\"}")
                .endsWith("{\"a\":\"end\"}");
    }

    @Test
    void aRowThatIsTooLongIsBrokenAndItsBeginningKept() {
        String text = "a\n1\n" + "x".repeat(3 << 20) + "\r\n2\n";
        DataFile file = Given.file(folder, "t.csv", text);
        Given.Opening opening = opening(file, CsvFormat.STANDARD, Given.NOTHING);
        List<FileRecord> records = Given.all(opening);
        assertThat(Given.text(records.get(0))).isEqualTo("{\"a\":\"1\"}");
        assertThat(Given.text(records.get(1))).isEqualTo("too_large " + "x".repeat(FileRecord.KEPT_BYTES));
        assertThat(Given.text(records.get(2))).isEqualTo("{\"a\":\"2\"}");
        assertThat(records.get(2).at().row()).isEqualTo(4);
        Resuming.check(opening);
    }

    @Test
    void takesOtherMarks() {
        assertThat(read("#c,\"\na;b\n'x;y';1\n# more\n'it''s';2\n", marks(';', '\'', null)))
                .containsExactly("{\"a\":\"x;y\",\"b\":\"1\"}", "{\"a\":\"it's\",\"b\":\"2\"}");
        assertThat(read("a\tb\n\"x\t\"y\"\n", marks('\t', null, null)))
                .containsExactly("{\"a\":\"\\\"x\",\"b\":\"\\\"y\\\"\"}");
    }

    @Test
    void anEscapeMakesWhatFollowsPartOfTheCell() {
        assertThat(read(
                        "a,b\n\\\"x\\,y,\"it \\\"is\\\" \\\\\"\n1\\\n2,\"\\N\\\r\n\"\n\\N,\\#\n",
                        marks(',', '"', '\\')))
                .containsExactly(
                        "{\"a\":\"\\\"x,y\",\"b\":\"it \\\"is\\\" \\\\\"}",
                        "{\"a\":\"1\\n2\",\"b\":\"\\\\N\\r\\n\"}",
                        "{\"a\":\"\\\\N\",\"b\":\"#\"}");
        assertThat(read("a\n\\\\\n\uFDD0\nx\\\n", marks(',', '"', '\\')))
                .containsExactly("{\"a\":\"\\\\\"}", "syntax \uFDD0", "{\"a\":\"x\\n\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkSaysTheEncoding(String charset) {
        byte[] content = "\uFEFFä,b\r\n\"Ж\r\n😀\",2\r\rx\u0A0D,y".getBytes(Charset.forName(charset));
        assertThat(read(content, CsvFormat.STANDARD, Given.NOTHING))
                .containsExactly("{\"ä\":\"Ж\\r\\n😀\",\"b\":\"2\"}", "{\"ä\":\"x\u0A0D\",\"b\":\"y\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-8"})
    void theEncodingCanBeSaid(String charset) {
        byte[] content = "a,b\nÄÖ,2\n".getBytes(Charset.forName(charset));
        assertThat(read(content, encoded(charset), Given.NOTHING)).containsExactly("{\"a\":\"ÄÖ\",\"b\":\"2\"}");
    }

    @Test
    void textInAnotherEncodingIsBrokenRowByRow() {
        byte[] content = "a,b\nÄ,2\nA,3\nX\uFFFD,4\n".getBytes(StandardCharsets.UTF_8);
        content[4] = 'x'; // what follows is now the second half of a character
        List<FileRecord> records =
                Given.all(opening(Given.file(folder, "t.csv", content), CsvFormat.STANDARD, Given.NOTHING));
        assertThat(records.get(0).value()).isEqualTo(new byte[] {'x', (byte) 0x84, ',', '2'});
        assertThat(records.get(0).broken().orElseThrow().message())
                .isEqualTo("byte 0x84, number 2 of the line, is no UTF-8");
        assertThat(records.subList(1, 3).stream().map(Given::text))
                .containsExactly("{\"a\":\"A\",\"b\":\"3\"}", "{\"a\":\"X\uFFFD\",\"b\":\"4\"}");
    }

    @Test
    void anEmptyFileHasNoRows() {
        assertThat(read("", CsvFormat.STANDARD)).isEmpty();
        assertThat(read("\n\r\n", CsvFormat.STANDARD)).isEmpty();
        assertThat(read("a,b\n", CsvFormat.STANDARD)).isEmpty();
        assertThat(read("\uFEFF", CsvFormat.STANDARD)).isEmpty();
        assertThat(read("", format(false, List.of(), List.of()))).isEmpty();
    }

    @Test
    void aHeaderThatCannotBeReadIsOneClearMessage() {
        DataFile file = Given.file(folder, "t.csv", "a,\"b\n1,2\n");
        assertThatThrownBy(() -> CsvRecords.open(file, Compression.NONE, CsvFormat.STANDARD, Given.NOTHING, Mark.START))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageStartingWith(
                        "t.csv: its first row, line 1, from which the columns are known, cannot be read:");
        DataFile wide = Given.file(folder, "w.csv", "a,b\n1,2\n");
        assertThatThrownBy(() -> CsvRecords.open(
                        wide, Compression.NONE, format(true, List.of("x"), List.of()), Given.NOTHING, Mark.START))
                .hasMessageContaining("its header has 2 columns where 1 are named");
    }
}

package dev.runnel.connectors.drive.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.drive.DriveFiles;
import dev.runnel.testkit.drive.DriveServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every format, and those that have none. */
class DriveFormatsTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String FIELDS = "id: bigint, day: date, note: string";

    @TempDir
    Path folder;

    private DriveServer server;
    private DriveFiles files;

    @BeforeEach
    void start() throws IOException {
        server = DriveServer.start();
        files = server.files();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DriveReading reading(String options) {
        return new DriveReading(folder, server, options, FIELDS);
    }

    private List<String> read(String options) throws Exception {
        try (DriveReading reading = reading(options)) {
            return reading.poll();
        }
    }

    private static byte[] book(Workbook book, String sheet, int headerRow, String... values) throws IOException {
        book.createSheet("Notes").createRow(0).createCell(0).setCellValue("read the other sheet");
        CellStyle date = book.createCellStyle();
        date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
        Sheet rows = book.createSheet(sheet);
        Row header = rows.createRow(headerRow - 1);
        header.createCell(0).setCellValue("id");
        header.createCell(1).setCellValue("day");
        header.createCell(2).setCellValue("note");
        for (int i = 0; i < values.length; i++) {
            Row row = rows.createRow(headerRow + i);
            row.createCell(0).setCellValue(i + 1);
            row.createCell(1).setCellValue(LocalDate.of(2026, 11, 20));
            row.getCell(1).setCellStyle(date);
            if (!values[i].isEmpty()) {
                row.createCell(2).setCellValue(values[i]);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        book.close();
        return out.toByteArray();
    }

    @Test
    void sheetsOfGoogleAreReadAsTheSheetThatIsNamedAndKeptUpToDate() throws Exception {
        String id = files.putSheet("Budget", Map.of(XLSX, book(new XSSFWorkbook(), "2026", 3, "a", "")));
        try (DriveReading reading = reading("file: Budget, sheet: \"2026\", header_row: 3")) {
            assertThat(reading.poll())
                    .containsExactly(
                            "+{\"id\":1,\"day\":\"2026-11-20\",\"note\":\"a\"} at Budget!2026:4",
                            "+{\"id\":2,\"day\":\"2026-11-20\"} at Budget!2026:5");
            files.editSheet(id, Map.of(XLSX, book(new XSSFWorkbook(), "2026", 3, "b", "")));
            assertThat(reading.poll())
                    .containsExactly(
                            "-{\"id\":1,\"day\":\"2026-11-20\",\"note\":\"a\"} at Budget",
                            "+{\"id\":1,\"day\":\"2026-11-20\",\"note\":\"b\"} at Budget!2026:4");
        }
    }

    @Test
    void workbooksOfBothKindsAreRead() throws Exception {
        files.put("new.xlsx", XLSX, book(new XSSFWorkbook(), "Rows", 1, "x"));
        files.put("old", "application/vnd.ms-excel", book(new HSSFWorkbook(), "Rows", 1, "x"));
        assertThat(read("file: new.xlsx, sheet: Rows"))
                .containsExactly("+{\"id\":1,\"day\":\"2026-11-20\",\"note\":\"x\"} at new.xlsx!Rows:2");
        assertThat(read("file: old, sheet: Rows"))
                .containsExactly("+{\"id\":1,\"day\":\"2026-11-20\",\"note\":\"x\"} at old!Rows:2");
    }

    @Test
    void textIsReadAsTheSettingsSay() throws Exception {
        files.put("a", "text/csv", "id;note\n1;\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        files.put("b.tsv", "text/plain", "id\tnote\n1\tx\n".getBytes(StandardCharsets.UTF_8));
        files.put("c.ndjson", "text/plain", "{\"id\":1,\"note\":null}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(read("file: a, delimiter: \";\", encoding: latin-1"))
                .containsExactly("+{\"id\":1,\"note\":\"\u00e9\"} at a:2");
        assertThat(read("file: b.tsv")).containsExactly("+{\"id\":1,\"note\":\"x\"} at b.tsv:2");
        assertThat(read("file: c.ndjson")).containsExactly("+{\"id\":1,\"note\":null} at c.ndjson:1");
    }

    @Test
    void emptyFilesHaveNoRows() throws Exception {
        files.put("empty.csv", "");
        files.put("header.csv", "id,note\n");
        assertThat(read("file: empty.csv")).isEmpty();
        assertThat(read("file: header.csv")).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsBrokenAndTakenBackWhenItIsMended() throws Exception {
        String id = files.put("a.csv", "id,note\n1,x\n2,y,z\n3,w\n");
        try (DriveReading reading = reading("file: a.csv")) {
            assertThat(reading.poll())
                    .containsExactly(
                            "+{\"id\":1,\"note\":\"x\"} at a.csv:2",
                            "+SYNTAX the row has 3 cells where there are 2 columns: 2,y,z at a.csv:3",
                            "+{\"id\":3,\"note\":\"w\"} at a.csv:4");
            files.edit(id, "id,note\n1,x\n2,y\n3,w\n");
            assertThat(reading.poll())
                    .containsExactly(
                            "-SYNTAX the row has 3 cells where there are 2 columns: 2,y,z at a.csv",
                            "+{\"id\":2,\"note\":\"y\"} at a.csv:3");
        }
    }

    @Test
    void aFileThatIsNoLongerOfItsFormatIsOneBrokenRowUntilItIsMended() throws Exception {
        byte[] good = book(new XSSFWorkbook(), "Rows", 1, "x", "y");
        String id = files.put("book.xlsx", XLSX, good);
        try (DriveReading reading = reading("file: book.xlsx, sheet: Rows")) {
            assertThat(reading.poll()).hasSize(2);
            files.edit(id, "no workbook");
            assertThat(reading.poll())
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains("+SYNTAX book.xlsx: it is no Excel workbook");
            assertThat(reading.there()).hasSize(1);
            files.edit(id, good);
            assertThat(reading.poll()).hasSize(3).first().asString().startsWith("-SYNTAX");
            assertThat(reading.there()).hasSize(2);
        }
    }

    @Test
    void aFileThatIsTooLargeIsOneBrokenRowThatSaysWhatToDo() throws Exception {
        files.put("a.csv", "id\n" + "1\n".repeat(1000));
        assertThat(read("file: a.csv, size_limit: 1kb"))
                .containsExactly(
                        "+TOO_LARGE a.csv has more than 1024 bytes; raise `size_limit`, or divide it:  at a.csv:1");
        files.putSheet("Wide", Map.of(XLSX, new byte[2000]));
        assertThat(read("file: Wide, size_limit: 1kb"))
                .singleElement()
                .asString()
                .contains("Wide has more than 1024 bytes");
    }

    @Test
    void aSheetThatIsLargerThanGoogleExportsIsToldSo() throws Exception {
        files.putSheet("Huge", Map.of(XLSX, new byte[(10 << 20) + 1]));
        assertThat(read("file: Huge"))
                .singleElement()
                .asString()
                .startsWith("+TOO_LARGE Huge is larger than what Google Sheets exports, 10 MB; divide it");
    }

    @Test
    void aFileOfNoKnownFormatIsToldSo() throws Exception {
        files.put("picture", "image/png", new byte[] {1, 2, 3});
        assertThat(read("file: picture"))
                .singleElement()
                .asString()
                .contains("picture (image/png) is not known to have rows; say what it is with `format`");
    }
}

package dev.runnel.connectors.format.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcelRecordsTest {
    @TempDir
    Path folder;

    private DataFile save(Workbook workbook, String name) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(path)) {
            workbook.write(out);
        }
        workbook.close();
        return Given.local(path);
    }

    private static Given.Opening opening(DataFile file, ExcelFormat format, RecordType type) {
        return from -> ExcelRecords.open(file, format, type, from);
    }

    private static ExcelFormat format(@Nullable String sheet, int headerRow, List<String> columns) {
        return new ExcelFormat(sheet, true, headerRow, columns, List.of("", "n/a"));
    }

    private DataFile cells(String ending) throws IOException {
        Workbook workbook = ending.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook();
        CellStyle moment = workbook.createCellStyle();
        moment.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd hh:mm:ss"));
        workbook.createSheet("empty");
        Sheet sheet = workbook.createSheet("Data");
        sheet.createRow(0).createCell(0).setCellValue("a title");
        Row header = sheet.createRow(2);
        List<String> names = List.of("n", "d", "day", "clock", "t", "b", "s", "f", "e");
        for (int i = 0; i < names.size(); i++) {
            header.createCell(i).setCellValue(names.get(i));
        }
        Row row = sheet.createRow(4);
        row.createCell(0).setCellValue(5);
        row.createCell(1).setCellValue(0.1);
        row.createCell(2).setCellValue(LocalDateTime.of(2010, 12, 1, 0, 0));
        row.createCell(3).setCellValue(0.5);
        row.createCell(4).setCellValue(LocalDateTime.of(2010, 12, 1, 8, 26));
        for (int i = 2; i <= 4; i++) {
            row.getCell(i).setCellStyle(moment);
        }
        row.createCell(5).setCellValue(true);
        row.createCell(6).setCellValue(12345);
        row.createCell(7).setCellFormula("A5*2");
        row.createCell(8).setCellErrorValue(FormulaError.NA.getCode());
        row.createCell(10).setCellValue("beside");
        row.setZeroHeight(true);
        sheet.createRow(5).createCell(6).setCellValue("n/a");
        sheet.createRow(6).createCell(6).setCellValue("last");
        workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        return save(workbook, "t." + ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void cellsAreWrittenAsTheContractWantsThem(String ending) throws IOException {
        DataFile file = cells(ending);
        RecordType type = Given.type(
                "n",
                Type.Primitive.INT,
                "d",
                Type.Primitive.DOUBLE,
                "day",
                Type.Primitive.DATE,
                "clock",
                Type.Primitive.TIME,
                "t",
                Type.Primitive.TIMESTAMP,
                "b",
                Type.Primitive.BOOLEAN,
                "s",
                Type.Primitive.STRING,
                "f",
                Type.Primitive.BIGINT,
                "e",
                Type.Primitive.DOUBLE);
        Given.Opening typed = opening(file, format("Data", 3, List.of()), type);
        String at = "t." + ending + "!Data:";
        assertThat(Given.all(typed).stream().map(r -> r.at() + " " + Given.text(r)))
                .containsExactly(
                        at + "5 {\"n\":5,\"d\":0.1,\"day\":\"2010-12-01\",\"clock\":\"12:00:00\","
                                + "\"t\":\"2010-12-01T08:26:00Z\",\"b\":true,\"s\":\"12345\",\"f\":10,\"e\":\"#N/A\","
                                + "\"K\":\"beside\"}",
                        at + "6 {}",
                        at + "7 {\"s\":\"last\"}");
        Resuming.check(typed);
        assertThat(Given.texts(opening(file, format("2", 3, List.of("x", "y")), Given.NOTHING))
                        .get(0))
                .isEqualTo("{\"x\":5,\"y\":0.1,\"C\":\"2010-12-01\",\"D\":\"12:00:00\",\"E\":\"2010-12-01T08:26:00\","
                        + "\"F\":true,\"G\":12345,\"H\":10,\"I\":\"#N/A\",\"K\":\"beside\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void aSheetThatIsNotThereIsOneClearMessage(String ending) throws IOException {
        DataFile file = cells(ending);
        assertThatThrownBy(() -> ExcelRecords.open(file, format("Dat", 0, List.of()), Given.NOTHING, Mark.START))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("t." + ending + ": it has no sheet 'Dat'; its sheets are empty, Data");
    }

    @Test
    void aHeaderOfTooManyColumnsIsOneClearMessage() throws IOException {
        Workbook workbook = new XSSFWorkbook();
        workbook.createSheet().createRow(0).createCell(16_000).setCellValue("far");
        DataFile file = save(workbook, "wide.xlsx");
        assertThatThrownBy(() -> ExcelRecords.open(file, ExcelFormat.STANDARD, Given.NOTHING, Mark.START))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("wide.xlsx: its header has more than 10000 columns; name another `sheet` or `header_row`");
    }

    @Test
    void aLongSheetIsReadRowByRow() throws IOException {
        SXSSFWorkbook workbook = new SXSSFWorkbook(10);
        Sheet sheet = workbook.createSheet();
        for (int i = 0; i < 5000; i++) {
            Row row = sheet.createRow(i);
            row.createCell(0).setCellValue(i == 0 ? "id" : String.valueOf(i));
            row.createCell(1).setCellValue(i);
        }
        Given.Opening opening =
                opening(save(workbook, "long.xlsx"), ExcelFormat.STANDARD, Given.type("id", Type.Primitive.BIGINT));
        assertThat(Given.texts(opening)).hasSize(4999).endsWith("{\"id\":4999,\"0\":4999}");
        assertThat(Given.all(opening, new Mark(0, 0, 4999)).stream().map(Given::text))
                .containsExactly("{\"id\":4998,\"0\":4998}", "{\"id\":4999,\"0\":4999}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -5, 0.1, 1e15, 12345678901234568.0, 1e-7})
    void numbersHaveNoMoreDigitsThanTheyNeed(double value) {
        assertThat(Double.parseDouble(ExcelCell.number(value))).isEqualTo(value);
        assertThat(ExcelCell.number(value)).doesNotContain("E").doesNotEndWith(".0");
    }
}

package dev.runnel.connectors.format;

import com.github.luben.zstd.ZstdOutputStream;
import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** The same rows, a number and a text, in files of every format. */
final class Samples {
    private final Path folder;
    private final int rows;

    Samples(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    DataFile file(String ending) throws IOException {
        return Given.local(path(ending));
    }

    Path path(String ending) throws IOException {
        Path path = folder.resolve("rows." + ending);
        switch (ending.replaceAll("\\.(gz|zst)$", "")) {
            case "csv" -> text(path, "id,text\n" + all(i -> i + ",text " + i, "\n", "\n"));
            case "json" -> text(path, all(Samples::json, "[", ",\n", "]"));
            case "ndjson" -> text(path, all(Samples::json, "\n", "\n"));
            case "parquet" -> parquet(path);
            case "avro" -> avro(path);
            case "xlsx" -> excel(path, new SXSSFWorkbook());
            case "xls" -> excel(path, new HSSFWorkbook());
            default -> throw new IllegalArgumentException(ending);
        }
        return path;
    }

    private static String json(int i) {
        return "{\"id\":" + i + ",\"text\":\"text " + i + "\"}";
    }

    private String all(IntFunction<String> row, String between, String end) {
        return all(row, "", between, end);
    }

    private String all(IntFunction<String> row, String begin, String between, String end) {
        return IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining(between, begin, end));
    }

    private static void text(Path path, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(path);
                OutputStream out = path.toString().endsWith(".gz")
                        ? new GZIPOutputStream(file)
                        : path.toString().endsWith(".zst") ? new ZstdOutputStream(file) : file) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void parquet(Path path) throws IOException {
        MessageType schema =
                MessageTypeParser.parseMessageType("message row { required int64 id; required binary text (STRING); }");
        Files.deleteIfExists(path);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            for (int i = 0; i < rows; i++) {
                writer.write(new SimpleGroup(schema).append("id", (long) i).append("text", "text " + i));
            }
        }
    }

    private void avro(Path path) throws IOException {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "Row", "fields": [
                  {"name": "id", "type": "long"}, {"name": "text", "type": "string"}]}""");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, path.toFile());
            for (int i = 0; i < rows; i++) {
                writer.append(new GenericRecordBuilder(schema)
                        .set("id", (long) i)
                        .set("text", "text " + i)
                        .build());
            }
        }
    }

    private void excel(Path path, Workbook workbook) throws IOException {
        Sheet sheet = workbook.createSheet();
        for (int i = 0; i <= rows; i++) {
            Row row = sheet.createRow(i);
            if (i == 0) {
                row.createCell(0).setCellValue("id");
                row.createCell(1).setCellValue("text");
            } else {
                row.createCell(0).setCellValue(i - 1);
                row.createCell(1).setCellValue("text " + (i - 1));
            }
        }
        try (OutputStream out = Files.newOutputStream(path)) {
            workbook.write(out);
        }
        workbook.close();
    }
}

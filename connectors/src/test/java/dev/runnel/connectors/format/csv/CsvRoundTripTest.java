package dev.runnel.connectors.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.text.Compression;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What is written as delimited text is read back, whatever it is, and from each place in it. */
class CsvRoundTripTest {
    private static final int COLUMNS = 3;

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> awkward = Arbitraries.strings()
                .withChars("\",\r\n\\#; ab0\t\uFEFFäЖ\uFFFD")
                .ofMaxLength(8);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6).filter(s -> s.chars()
                .noneMatch(c -> Character.isSurrogate((char) c) || (c >= 0xFDD0 && c < 0xFDE0)));
        return Arbitraries.oneOf(awkward, any).list().ofSize(COLUMNS).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE").map(Charset::forName);
    }

    @Property(tries = 60)
    void rowsAreReadAsTheyWereWritten(
            @ForAll("rows") List<List<String>> rows,
            @ForAll LineDelimiter end,
            @ForAll("charsets") Charset charset,
            @ForAll Compression compression)
            throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(end)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(text)) {
            csv.writeRecord("a", "b", "c");
            rows.forEach(csv::writeRecord);
        }
        check(rows, packed(text.toString().getBytes(charset), compression), compression, format(charset, null));
    }

    @Property(tries = 60)
    void escapedRowsAreReadAsTheyWereWritten(
            @ForAll("rows") List<List<String>> rows, @ForAll boolean quoted, @ForAll("charsets") Charset charset)
            throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (List<String> row : rows) {
            for (int i = 0; i < COLUMNS; i++) {
                // before the line feed that ends the row an escaped carriage return would be half of an escaped pair
                String cell = (i == COLUMNS - 1 ? row.get(i) + "." : row.get(i)).replaceAll("[\\\\\",\r\n]", "\\\\$0");
                text.append(i > 0 ? "," : "").append(quoted ? '"' + cell + '"' : cell);
            }
            text.append('\n');
        }
        List<List<String>> expected = rows.stream()
                .map(row -> List.of(row.get(0), row.get(1), row.get(2) + "."))
                .toList();
        check(expected, text.toString().getBytes(charset), Compression.NONE, format(charset, '\\'));
    }

    private static CsvFormat format(Charset charset, @Nullable Character escape) {
        return new CsvFormat(true, List.of(), ',', '"', escape, null, charset.name(), List.of());
    }

    private static byte[] packed(byte[] content, Compression compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // two members or frames, which are one content
        for (int half = 0; half < 2; half++) {
            int from = half == 0 ? 0 : content.length / 2;
            int to = half == 0 ? content.length / 2 : content.length;
            try (OutputStream out =
                    switch (compression) {
                        case NONE -> new FilterOutputStream(bytes);
                        case GZIP -> new GZIPOutputStream(bytes);
                        case ZSTD -> new ZstdOutputStream(bytes);
                    }) {
                out.write(content, from, to - from);
            }
        }
        return bytes.toByteArray();
    }

    private static void check(List<List<String>> rows, byte[] content, Compression compression, CsvFormat format)
            throws IOException {
        Path path = Files.createTempFile("rows", ".csv");
        try {
            Files.write(path, content);
            DataFile file = Given.local(path);
            Given.Opening opening = from -> CsvRecords.open(file, compression, format, Given.NOTHING, from);
            assertThat(Given.all(opening).stream().<Map<?, ?>>map(Given::json))
                    .containsExactlyElementsOf(rows.stream()
                            .<Map<?, ?>>map(CsvRoundTripTest::object)
                            .toList());
            Resuming.check(opening);
        } finally {
            Files.delete(path);
        }
    }

    private static Map<String, String> object(List<String> row) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS; i++) {
            object.put(String.valueOf((char) ('a' + i)), row.get(i));
        }
        return object;
    }
}

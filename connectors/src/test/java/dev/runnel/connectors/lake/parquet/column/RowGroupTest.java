package dev.runnel.connectors.lake.parquet.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back by parquet-java's own reader. */
class RowGroupTest {
    private static final int ROWS = 50_000;

    @TempDir
    Path folder;

    private Habits habits = new Habits();

    @Test
    void fewValuesAreNumberedAndManyArePlain() throws IOException {
        ColumnChunkMetaData few = texts("optional binary s (UTF8)", i -> i % 7 == 0 ? null : "kind-" + i % 100);
        assertThat(few.getEncodings()).contains(Encoding.PLAIN_DICTIONARY).doesNotContain(Encoding.PLAIN);
        assertThat(few.getTotalSize()).isLessThan(60_000);

        habits = new Habits();
        ColumnChunkMetaData many = texts("required binary s (UTF8)", i -> "id-" + i);
        assertThat(many.getEncodings()).contains(Encoding.PLAIN).doesNotContain(Encoding.PLAIN_DICTIONARY);
    }

    @Test
    void leavesTheDictionaryThatGrowsTooLarge() throws IOException {
        String padding = "x".repeat(200);
        ColumnChunkMetaData chunk =
                texts("required binary s (UTF8)", i -> i < 20_000 ? "few-" + i % 50 : padding + i / 2 + "-" + i % 2);

        assertThat(chunk.getEncodings()).contains(Encoding.PLAIN_DICTIONARY, Encoding.PLAIN);
    }

    @Test
    void remembersWhichColumnsADictionaryMakesSmaller() throws IOException {
        texts("required binary s (UTF8)", i -> "id-" + i);
        ColumnChunkMetaData few = texts("required binary s (UTF8)", i -> "few-" + i % 50);
        assertThat(few.getEncodings()).as("plain as in the group before").contains(Encoding.PLAIN);

        for (int group = 0; group < 14; group++) {
            few = texts("required binary s (UTF8)", i -> "few-" + i % 50);
        }
        few = texts("required binary s (UTF8)", i -> "few-" + i % 50);
        assertThat(few.getEncodings()).as("tried again").contains(Encoding.PLAIN_DICTIONARY);
    }

    @Test
    void cutsAPageThatIsLarge() throws IOException {
        String large = "y".repeat(200_000);
        texts("required binary s (UTF8)", i -> i % 1000 == 0 ? large + i : "small");
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(folder.resolve("f.parquet")))) {
            assertThat(reader.readOffsetIndex(reader.getFooter()
                                    .getBlocks()
                                    .get(0)
                                    .getColumns()
                                    .get(0))
                            .getPageCount())
                    .isGreaterThan(6);
        }
    }

    @Test
    void statisticsAreThoseOfTheValues() throws IOException {
        Statistics<?> texts = texts("optional binary s (UTF8)", i -> i % 2 == 0 ? null : "né-" + i)
                .getStatistics();
        assertThat(texts.getNumNulls()).isEqualTo(ROWS / 2);
        assertThat(texts.getMinBytes()).isEqualTo("né-1".getBytes(StandardCharsets.UTF_8));
        assertThat(texts.getMaxBytes()).isEqualTo("né-9999".getBytes(StandardCharsets.UTF_8));

        double[] values = {-0.5, 3.25, -1e300, 0.0, 7};
        Statistics<?> numbers = write("required double d", (chunk, i) -> ((NumberChunk) chunk)
                        .add(Double.doubleToLongBits(values[i % 5]), 0, 0))
                .getStatistics();
        assertThat(numbers.genericGetMin()).isEqualTo(-1e300);
        assertThat(numbers.genericGetMax()).isEqualTo(7.0);

        Statistics<?> different = write("required double d", (chunk, i) -> ((NumberChunk) chunk)
                        .add(Double.doubleToLongBits(i - 1000.5), 0, 0))
                .getStatistics();
        assertThat(different.genericGetMin()).isEqualTo(-1000.5);
        assertThat(different.genericGetMax()).isEqualTo(ROWS - 1001.5);

        byte[] wide = new byte[9];
        Statistics<?> decimals = write("required fixed_len_byte_array(9) d (DECIMAL(20,0))", (chunk, i) -> {
                    long number = (i - 100L) * 1_000_000_007L;
                    for (int b = 0; b < 8; b++) {
                        wide[8 - b] = (byte) (number >>> 8 * b);
                    }
                    wide[0] = (byte) (number < 0 ? -1 : 0);
                    ((BytesChunk) chunk).add(wide, 0, 9, 0, 0);
                })
                .getStatistics();
        assertThat(decimals.minAsString()).isEqualTo("-100000000700");
        assertThat(decimals.maxAsString()).isEqualTo(String.valueOf((ROWS - 101L) * 1_000_000_007L));
    }

    @Test
    void truthValuesTakeABit() throws IOException {
        ColumnChunkMetaData chunk =
                write("required boolean b", (c, i) -> ((BooleanChunk) c).add(i % 3 == 0 || i % 10 == 1, 0, 0));
        assertThat(chunk.getTotalUncompressedSize()).isLessThan(ROWS / 8 + 300);
        List<Group> rows = read();
        for (int i = 0; i < ROWS; i++) {
            assertThat(rows.get(i).getBoolean(0, 0)).isEqualTo(i % 3 == 0 || i % 10 == 1);
        }
    }

    private interface Values {
        void add(Chunk chunk, int row);
    }

    /** Writes texts, reads them back, and compares each. */
    private ColumnChunkMetaData texts(String column, IntFunction<@Nullable String> values) throws IOException {
        boolean optional = column.startsWith("optional");
        ColumnChunkMetaData written = write(column, (chunk, i) -> {
            String value = values.apply(i);
            if (value == null) {
                chunk.addNull(0, 0);
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                ((BytesChunk) chunk).add(bytes, 0, bytes.length, 0, optional ? 1 : 0);
            }
        });
        List<Group> rows = read();
        assertThat(rows).hasSize(ROWS);
        for (int i = 0; i < ROWS; i++) {
            Group row = rows.get(i);
            String found = row.getFieldRepetitionCount(0) == 0 ? null : row.getString(0, 0);
            if (!java.util.Objects.equals(found, values.apply(i))) {
                assertThat(found).as("row %d", i).isEqualTo(values.apply(i));
            }
        }
        return written;
    }

    private ColumnChunkMetaData write(String column, Values values) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message row { " + column + "; }");
        ParquetFileWriter file = new ParquetFileWriter(
                new LocalOutputFile(folder.resolve("f.parquet")),
                schema,
                ParquetFileWriter.Mode.OVERWRITE,
                32 << 20,
                0,
                RowGroup.INDEX_BYTES,
                Integer.MAX_VALUE,
                true);
        file.start();
        RowGroup group = new RowGroup(schema, new AsItIs(), habits);
        Chunk chunk = group.chunk(List.of(schema.getColumns().get(0).getPath()));
        for (int i = 0; i < ROWS; i++) {
            values.add(chunk, i);
            group.endRow();
        }
        assertThat(group.rows()).isEqualTo(ROWS);
        group.writeTo(file);
        file.end(Map.of());
        file.close();
        return file.getFooter().getBlocks().get(0).getColumns().get(0);
    }

    private List<Group> read() throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(folder.resolve("f.parquet")))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            RecordReader<Group> records = new ColumnIOFactory()
                    .getColumnIO(schema)
                    .getRecordReader(reader.readNextRowGroup(), new GroupRecordConverter(schema));
            for (int i = 0; i < ROWS; i++) {
                rows.add(records.read());
            }
        }
        return rows;
    }

    private static final class AsItIs implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) {
            return bytes;
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.UNCOMPRESSED;
        }

        @Override
        public void release() {}
    }
}

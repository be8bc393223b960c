package dev.runnel.connectors.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.Fixture;
import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFileTest {
    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final QueryLimits ALL = new QueryLimits(100_000, Duration.ofSeconds(30));

    @TempDir
    Path folder;

    /** Every type a contract or a query can give, required and not, and nestings of nestings. */
    private static RowType everything() {
        RowType leaf = RowType.of(
                new LogicalType[] {new IntType(false), TEXT, new ArrayType(new TimestampType(6))},
                new String[] {"n", "s", "times"});
        RowType nested = RowType.of(
                new LogicalType[] {leaf.copy(false), leaf, new MapType(TEXT.copy(false), new ArrayType(leaf))},
                new String[] {"must", "may", "mapped"});
        return RowType.of(
                new LogicalType[] {
                    new BigIntType(false),
                    new BooleanType(),
                    new TinyIntType(),
                    new SmallIntType(),
                    new IntType(),
                    new BigIntType(),
                    new FloatType(),
                    new DoubleType(),
                    TEXT,
                    TEXT.copy(false),
                    new VarBinaryType(VarBinaryType.MAX_LENGTH),
                    new DateType(),
                    new TimeType(3),
                    new TimeType(6),
                    new TimestampType(3),
                    new TimestampType(9),
                    new LocalZonedTimestampType(6),
                    new DecimalType(9, 2),
                    new DecimalType(18, 0),
                    new DecimalType(19, 19),
                    new DecimalType(38, 10),
                    new ArrayType(TEXT),
                    new ArrayType(new ArrayType(new IntType(false)).copy(false)),
                    new MapType(TEXT.copy(false), new DecimalType(38, 0)),
                    nested,
                    nested.copy(false),
                    new ArrayType(nested),
                    new MapType(TEXT.copy(false), new MapType(TEXT.copy(false), TEXT))
                },
                new String[] {
                    "id",
                    "b",
                    "i8",
                    "i16",
                    "i32",
                    "i64",
                    "f32",
                    "f64",
                    "s",
                    "s_must",
                    "bytes",
                    "day",
                    "time_ms",
                    "time_us",
                    "ts_ms",
                    "ts_ns",
                    "instant",
                    "d9",
                    "d18",
                    "d19",
                    "d38",
                    "list",
                    "lists",
                    "map",
                    "row",
                    "row_must",
                    "rows",
                    "maps"
                });
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void givesBackWhatWasWritten(Codec codec) throws IOException {
        RowType type = everything();
        RandomRows random = new RandomRows(42);
        List<Map<String, @Nullable Object>> expected = new ArrayList<>();
        List<RowData> rows = new ArrayList<>();
        for (long i = 0; i < 3000; i++) {
            RandomRows.Row twin = random.whole(type);
            twin.flink().setField(0, i);
            Map<String, @Nullable Object> plain = twin.plain();
            plain.put("id", i);
            expected.add(plain);
            rows.add(twin.flink());
        }
        write(type, codec, 1 << 20, rows);

        assertThat(read()).isEqualTo(expected);
    }

    @Test
    void readsFlinksBinaryRowsTheSame() throws IOException {
        RowType type = everything();
        RandomRows random = new RandomRows(7);
        RowDataSerializer serializer = new RowDataSerializer(type);
        List<Map<String, @Nullable Object>> expected = new ArrayList<>();
        List<RowData> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            RandomRows.Row twin = random.whole(type);
            expected.add(twin.plain());
            BinaryRowData binary = serializer.toBinaryRow(twin.flink()).copy();
            rows.add(binary);
        }
        write(type, Codec.ZSTD, 128 << 20, rows);

        List<Map<String, @Nullable Object>> got = read();
        got.forEach(row -> row.remove("ts_ms"));
        expected.forEach(row -> row.remove("ts_ms")); // three digits are all that a binary row of that type can hold
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void keepsNothingOfARowThatIsUsedAgain() throws IOException {
        RowType type = RowType.of(new LogicalType[] {new BigIntType(), TEXT}, new String[] {"id", "s"});
        GenericRowData row = new GenericRowData(2);
        byte[] text = new byte[4];
        try (FSDataOutputStream out = open()) {
            ParquetFile file = file(type, Codec.ZSTD, 128 << 20, out);
            for (long i = 0; i < 1000; i++) {
                row.setField(0, i);
                System.arraycopy(
                        String.valueOf(1000 + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, text, 0, 4);
                row.setField(1, StringData.fromBytes(text));
                file.addElement(row);
            }
            file.finish();
        }

        AtomicLong expected = new AtomicLong();
        assertThat(read()).hasSize(1000).allSatisfy(r -> assertThat(r.get("s"))
                .isEqualTo(String.valueOf(1000 + expected.getAndIncrement())));
    }

    @Test
    void requiredFieldsAreRequiredColumns() {
        RowType type = everything();
        List<ColumnDescriptor> columns = ParquetSchema.of(type).getColumns();

        assertThat(columns)
                .filteredOn(c -> c.getMaxDefinitionLevel() == 0)
                .extracting(c -> c.getPath()[0])
                .contains("id", "s_must", "row_must")
                .doesNotContain("s", "row");
    }

    @Test
    void saysWhichRequiredColumnIsNull() throws IOException {
        RowType type = RowType.of(new LogicalType[] {new BigIntType(false)}, new String[] {"id"});
        try (FSDataOutputStream out = open()) {
            ParquetFile file = file(type, Codec.NONE, 128 << 20, out);
            assertThatThrownBy(() -> file.addElement(new GenericRowData(1)))
                    .hasMessage("the required column 'id' is null");
        }
    }

    @Test
    void saysWhichColumnCannotBeStored() {
        RowType type = RowType.of(
                new LogicalType[] {new YearMonthIntervalType(YearMonthIntervalType.YearMonthResolution.MONTH)},
                new String[] {"age"});
        assertThatThrownBy(() -> ParquetSchema.of(type))
                .hasMessageContaining("column 'age'")
                .hasMessageContaining("INTERVAL");
    }

    @Test
    void aDecimalTakesAsFewBytesAsItNeeds() {
        assertThat(ParquetSchema.bytes(19)).isEqualTo(9);
        assertThat(ParquetSchema.bytes(38)).isEqualTo(16);
    }

    private FSDataOutputStream open() throws IOException {
        Path table = Files.createDirectories(folder.resolve("lake/t"));
        return new LocalDataOutputStream(table.resolve("part-1.parquet").toFile());
    }

    private static ParquetFile file(RowType type, Codec codec, long fileBytes, FSDataOutputStream out)
            throws IOException {
        OpenFiles open = new OpenFiles(codec, fileBytes, OpenFiles.BOUND);
        return new ParquetFile(LandedColumns.all(type), ParquetSchema.of(type), open, out);
    }

    private void write(RowType type, Codec codec, long fileBytes, List<RowData> rows) throws IOException {
        try (FSDataOutputStream out = open()) {
            ParquetFile file = file(type, codec, fileBytes, out);
            for (RowData row : rows) {
                file.addElement(row);
            }
            file.finish();
        }
    }

    private List<Map<String, @Nullable Object>> read() {
        try (LakeQuery query = new LakeQuery(
                Fixture.pipeline(List.of(Fixture.stream("t", Fixture.CLICKS, Fixture.lake("{}"))), List.of()),
                Fixture.environment(folder))) {
            QueryResult result = query.query("SELECT * FROM t", ALL);
            return result.rows().stream()
                    .map(row -> {
                        Map<String, @Nullable Object> named = new LinkedHashMap<>();
                        for (int i = 0; i < row.size(); i++) {
                            Object value = row.get(i);
                            named.put(
                                    result.columns().get(i).name(),
                                    value instanceof byte[] b ? new BigInteger(1, b) + "/" + b.length : value);
                        }
                        return named;
                    })
                    .toList();
        }
    }
}

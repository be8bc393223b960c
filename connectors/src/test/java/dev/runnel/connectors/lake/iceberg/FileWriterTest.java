package dev.runnel.connectors.lake.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Roll;
import dev.runnel.connectors.lake.layout.TablePlan;
import dev.runnel.connectors.lake.layout.Transform;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.WriteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back by Iceberg's own reader. */
class FileWriterTest {
    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final RowType ROWS = RowType.of(
            new LogicalType[] {
                new BigIntType(false),
                new IntType(),
                TEXT,
                new LocalZonedTimestampType(3),
                new TimeType(3),
                new DateType(),
                new DecimalType(9, 2),
                new DecimalType(38, 4),
                RowType.of(new LogicalType[] {new DoubleType(), TEXT.copy(false)}, new String[] {"x", "unit of x"}),
                new ArrayType(TEXT),
                new MapType(TEXT.copy(false), new BigIntType())
            },
            new String[] {"id", "left out", "kind", "at", "time", "day", "price", "large", "measure", "tags", "counts"
            });
    private static final SinkWriter.Context CONTEXT = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return AT;
        }
    };
    private static final long AT = 1_790_000_000_000L;

    @TempDir
    Path folder;

    private final int[] landed = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private static RowData row(long id) {
        GenericMapData counts = new GenericMapData(Map.of(StringData.fromString("k" + id), id));
        GenericRowData measure = GenericRowData.of(id / 4.0, StringData.fromString("m"));
        return GenericRowData.of(
                id,
                7,
                id % 5 == 0 ? null : StringData.fromString(id % 2 == 0 ? "even" : "odd"),
                TimestampData.fromEpochMillis(AT + id, 123_000),
                (int) id,
                (int) id,
                DecimalData.fromBigDecimal(new BigDecimal("1.25").multiply(BigDecimal.valueOf(id)), 9, 2),
                DecimalData.fromBigDecimal(new BigDecimal("-12345678901234567890.5"), 38, 4),
                id % 7 == 0 ? null : measure,
                new GenericArrayData(new Object[] {StringData.fromString("a"), null, StringData.fromString("b" + id)}),
                counts);
    }

    @Test
    void icebergReadsEveryValue() throws Exception {
        Table table = prepare(new PartitionField(Transform.IDENTITY, "kind"));
        FileWriter writer = writer(table);
        for (long id = 0; id < 3000; id++) {
            writer.write(row(id), CONTEXT);
        }
        commit(table, writer);
        writer.close();

        List<Record> found = read(table);
        assertThat(found).hasSize(3000);
        for (int id : new int[] {0, 1, 6, 7, 2999}) {
            Record record = found.get(id);
            assertThat(record.getField("id")).isEqualTo((long) id);
            assertThat(record.getField("kind")).isEqualTo(id % 5 == 0 ? null : id % 2 == 0 ? "even" : "odd");
            assertThat(((OffsetDateTime) record.getField("at")).toInstant())
                    .isEqualTo(java.time.Instant.ofEpochMilli(AT + id).plusNanos(123_000));
            assertThat(record.getField("time")).isEqualTo(LocalTime.ofNanoOfDay(id * 1_000_000L));
            assertThat(record.getField("day")).isEqualTo(LocalDate.ofEpochDay(id));
            assertThat(record.getField("price"))
                    .isEqualTo(new BigDecimal("1.25")
                            .multiply(BigDecimal.valueOf(id))
                            .setScale(2));
            assertThat(record.getField("large")).isEqualTo(new BigDecimal("-12345678901234567890.5000"));
            Record measure = (Record) record.getField("measure");
            if (id % 7 == 0) {
                assertThat(measure).isNull();
            } else {
                assertThat(measure.getField("x")).isEqualTo(id / 4.0);
                assertThat(measure.getField("unit of x")).isEqualTo("m");
            }
            List<String> tags = new ArrayList<>();
            tags.add("a");
            tags.add(null);
            tags.add("b" + id);
            assertThat(record.getField("tags")).isEqualTo(tags);
            assertThat(record.getField("counts")).isEqualTo(Map.of("k" + id, (long) id));
        }
        assertThat(files(table, Expressions.alwaysTrue())).isEqualTo(3);
    }

    @Test
    void tellsTheBoundsByWhichReadersLeaveFilesOut() throws Exception {
        Table table = prepare();
        FileWriter writer = writer(table);
        for (int part = 0; part < 4; part++) {
            for (long id = 0; id < 10; id++) {
                writer.write(row(part * 100L + id), CONTEXT);
            }
            commit(table, writer);
        }
        writer.close();

        assertThat(files(table, Expressions.alwaysTrue())).isEqualTo(4);
        assertThat(files(table, Expressions.equal("id", 205L))).isEqualTo(1);
        assertThat(files(table, Expressions.greaterThan("measure.x", 70.0))).isEqualTo(1);
        assertThat(files(table, Expressions.isNull("price"))).isZero();
    }

    @Test
    void leavesNoFileThatWasNotCommitted() throws Exception {
        Table table = prepare();
        FileWriter writer = writer(table);
        writer.write(row(1), CONTEXT);
        writer.close();

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(p -> p.toString().endsWith(".parquet"))).isEmpty();
        }
    }

    @Test
    void aColumnThatOnlyTheTableHasIsNull() throws Exception {
        Table table = prepare();
        table.updateSchema()
                .addColumn("note", org.apache.iceberg.types.Types.StringType.get())
                .commit();
        FileWriter writer = writer(table);
        writer.write(row(3), CONTEXT);
        commit(table, writer);

        assertThat(read(table).get(0).getField("note")).isNull();
        assertThat(read(table).get(0).getField("id")).isEqualTo(3L);
    }

    private LandedColumns columns() {
        List<RowType.RowField> kept = new ArrayList<>();
        for (int position : landed) {
            kept.add(ROWS.getFields().get(position));
        }
        return new LandedColumns(new RowType(false, kept), landed);
    }

    private URI location() {
        return folder.resolve("lake/events").toUri();
    }

    private Table prepare(PartitionField... partitions) {
        TablePlan plan = new TablePlan(
                "events",
                location(),
                ROWS,
                columns(),
                List.of(partitions),
                new Roll(Duration.ofSeconds(60), 1_000_000, 128 << 20),
                Codec.ZSTD,
                "uid");
        return new IcebergTables(LocalHadoop.configuration()).prepare(plan, LocalHadoop.location(location()));
    }

    private FileWriter writer(Table table) throws IOException {
        TableLoader loader = TableLoader.fromHadoopTable(LocalHadoop.location(location()), LocalHadoop.configuration());
        LandedColumns columns = TableColumns.of(table.schema(), columns()).orElseThrow();
        return new TableFiles(loader, columns, Codec.ZSTD, 128 << 20).writer(new TaskInfoImpl("t", 1, 0, 1, 0));
    }

    private static void commit(Table table, FileWriter writer) throws IOException {
        table.refresh();
        AppendFiles append = table.newAppend();
        for (WriteResult result : writer.prepareCommit()) {
            for (org.apache.iceberg.DataFile file : result.dataFiles()) {
                append.appendFile(file);
            }
        }
        append.commit();
    }

    private static List<Record> read(Table table) throws IOException {
        table.refresh();
        List<Record> records = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
            rows.forEach(records::add);
        }
        records.sort(Comparator.comparing(r -> (Long) r.getField("id")));
        return records;
    }

    private static int files(Table table, org.apache.iceberg.expressions.Expression filter) throws IOException {
        table.refresh();
        int files = 0;
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(filter).planFiles()) {
            for (FileScanTask ignored : tasks) {
                files++;
            }
        }
        return files;
    }
}

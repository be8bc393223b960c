package dev.runnel.connectors.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Transform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFoldersTest {
    private static final RowType EVENT = RowType.of(
            new LogicalType[] {new LocalZonedTimestampType(6), VarCharType.STRING_TYPE},
            new String[] {"timestamp", "page"});
    private static final RowType ROWS = RowType.of(
            new LogicalType[] {VarCharType.STRING_TYPE, EVENT, new DateType(), new BooleanType(), new DoubleType()},
            new String[] {"type", "event", "day", "vip", "price"});

    private static GenericRowData row(String type, String time, String page) {
        Instant instant = Instant.parse(time);
        return GenericRowData.of(
                StringData.fromString(type),
                GenericRowData.of(TimestampData.fromInstant(instant), StringData.fromString(page)),
                (int) LocalDate.of(1969, 12, 31).toEpochDay(),
                true,
                1.5);
    }

    private static PartitionFolders by(PartitionField... fields) {
        return new PartitionFolders(ROWS, List.of(fields));
    }

    private static PartitionField field(Transform transform, String path) {
        return new PartitionField(transform, path);
    }

    private static String folder(PartitionFolders folders, GenericRowData row) {
        return folders.folder(row);
    }

    @Test
    void namesFoldersAsHiveDoes() {
        PartitionFolders folders = by(field(Transform.DAY, "event.timestamp"), field(Transform.IDENTITY, "type"));

        assertThat(folder(folders, row("click", "2026-11-21T23:59:59.999Z", "/")))
                .isEqualTo("event_timestamp_day=2026-11-21/type=click");
    }

    @Test
    void unpartitionedRowsLieInTheTablesFolder() {
        assertThat(folder(by(), row("click", "2026-11-21T23:59:59Z", "/"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HOUR, 2026-11-21T05:59:59.999Z, event_timestamp_hour=2026-11-21-05",
        "DAY, 1969-12-31T23:59:59.999999Z, event_timestamp_day=1969-12-31",
        "HOUR, 1969-12-31T23:59:59.999999Z, event_timestamp_hour=1969-12-31-23",
        "MONTH, 2024-02-29T12:00:00Z, event_timestamp_month=2024-02",
        "YEAR, 1900-01-01T00:00:00Z, event_timestamp_year=1900",
        "DAY, 0001-01-01T00:00:00Z, event_timestamp_day=0001-01-01"
    })
    void countsTimesInUtc(Transform transform, String time, String folder) {
        assertThat(folder(by(field(transform, "event.timestamp")), row("x", time, "/")))
                .isEqualTo(folder);
    }

    @Test
    void partitionsByOtherTypes() {
        PartitionFolders folders = by(
                field(Transform.IDENTITY, "day"),
                field(Transform.MONTH, "day"),
                field(Transform.IDENTITY, "vip"),
                field(Transform.IDENTITY, "event.page"));

        assertThat(folder(folders, row("x", "2026-11-21T00:00:00Z", "/a b")))
                .isEqualTo("day=1969-12-31/day_month=1969-12/vip=true/event_page=%2Fa%20b");
    }

    @Test
    void nullsHaveHivesName() {
        PartitionFolders folders = by(field(Transform.DAY, "event.timestamp"), field(Transform.IDENTITY, "type"));

        assertThat(folder(folders, new GenericRowData(5)))
                .isEqualTo("event_timestamp_day=__HIVE_DEFAULT_PARTITION__/type=__HIVE_DEFAULT_PARTITION__");
    }

    @ParameterizedTest
    @CsvSource({"../x, ..%2Fx", "a/b, a%2Fb", "é, %C3%A9", "'', ''", "a=b:c%, a%3Db%3Ac%25", "😀, %F0%9F%98%80"})
    void anyTextIsASafeFolder(String type, String folder) {
        assertThat(folder(by(field(Transform.IDENTITY, "type")), row(type, "2026-11-21T00:00:00Z", "/")))
                .isEqualTo("type=" + folder);
    }

    @Test
    void longTextsAreCutButStayApart() {
        PartitionFolders folders = by(field(Transform.IDENTITY, "type"));
        String common = "€".repeat(5000);

        List<String> names = Stream.of(common + "a", common + "b", common + "a")
                .map(t -> folder(folders, row(t, "2026-11-21T00:00:00Z", "/")))
                .toList();

        assertThat(names.get(0)).isEqualTo(names.get(2)).isNotEqualTo(names.get(1));
        assertThat(names).allSatisfy(n -> assertThat(n.length()).isLessThan(200));
    }

    @Test
    void remembersValuesAndNotTheRowsBytes() {
        PartitionFolders folders = by(field(Transform.IDENTITY, "type"));
        byte[] bytes = "click".getBytes(StandardCharsets.UTF_8);
        GenericRowData row = row("", "2026-11-21T00:00:00Z", "/");
        row.setField(0, StringData.fromBytes(bytes));
        assertThat(folder(folders, row)).isEqualTo("type=click");

        System.arraycopy("views".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 5);
        row.setField(0, StringData.fromBytes(bytes));
        assertThat(folder(folders, row)).isEqualTo("type=views");
        assertThat(folder(folders, row("click", "2026-11-21T00:00:00Z", "/"))).isEqualTo("type=click");
    }

    @Test
    void refusesColumnsThatDoNotFit() {
        assertThatThrownBy(() -> by(field(Transform.IDENTITY, "typ"))).hasMessageContaining("there is no column 'typ'");
        assertThatThrownBy(() -> by(field(Transform.IDENTITY, "price"))).hasMessageContaining("'price' is DOUBLE");
        assertThatThrownBy(() -> by(field(Transform.HOUR, "day"))).hasMessageContaining("needs a timestamp");
        assertThatThrownBy(() -> by(field(Transform.DAY, "type.x"))).hasMessageContaining("no column 'type.x'");
    }
}

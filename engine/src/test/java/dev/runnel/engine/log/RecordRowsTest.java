package dev.runnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.row.Fields;
import dev.runnel.engine.row.JsonRows;
import dev.runnel.engine.row.KeyText;
import dev.runnel.engine.row.RowTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class RecordRowsTest {
    private static final String RECORD =
            """
            {"flag":true,"small":7,"big":9007199254740993,"single":1.5,"precise":-2.25e-3,"money":12.3,
             "huge":1234567890123456789012345.678,"text":"\\u00e9\\n","mail":"a@b.de","raw":"AAEC","day":"2026-02-28",
             "hour":"23:59:58.5","any":{"x":[1,null]},"list":[1,null,2.5],"map":{"k":{"at":"2026-01-01T00:00:00Z"}},
             "else":{"where":1767225600123},"nested":{"at":"2026-01-01T01:00:00.123456+01:00","note":null}}
            """;

    private final Contract contract = Fields.everything();
    private final List<String> columns = Stream.concat(
                    contract.type().fields().stream().map(Field::name),
                    Arrays.stream(SystemColumn.values()).map(SystemColumn::column))
            .toList();
    private final RowType type = RowTypes.stream(contract);

    @Test
    void everyTypeComesOutAsItWentIn() {
        RowData row = row(RECORD, 5_000L);

        assertThat(json(row))
                .isEqualTo("{\"flag\":true,\"small\":7,\"big\":9007199254740993,\"single\":1.5,\"precise\":-0.00225,"
                        + "\"money\":12.30,\"huge\":1234567890123456789012345.67800,\"text\":\"é\\n\","
                        + "\"mail\":\"a@b.de\",\"raw\":\"AAEC\",\"day\":\"2026-02-28\",\"hour\":\"23:59:58.500\","
                        + "\"any\":\"{\\\"x\\\":[1,null]}\",\"list\":[1.0,null,2.5],"
                        + "\"map\":{\"k\":{\"at\":\"2026-01-01T00:00:00Z\",\"note\":null}},"
                        + "\"moved\":\"2026-01-01T00:00:00.123Z\","
                        + "\"nested\":{\"at\":\"2026-01-01T00:00:00.123456Z\",\"note\":null},"
                        + "\"_event_time\":\"2026-01-01T00:00:00.123Z\",\"_received_at\":\"1970-01-01T00:00:05Z\","
                        + "\"_correlation_id\":null,\"_schema_id\":\"s\",\"_partition\":3,\"_offset\":44}");
    }

    @Test
    void flinkCarriesTheRowsUnchanged() {
        RowData row = row(RECORD, 5_000L);

        RowData carried = new RowDataSerializer(type).toBinaryRow(row);

        assertThat(json(carried)).isEqualTo(json(row));
    }

    @Test
    void aRowKeepsItsTextWhenTheNextRecordIsDecoded() {
        RecordRows rows = new RecordRows(contract, List.of("text", "mail"));
        RowType two = RowType.of(
                new org.apache.flink.table.types.logical.LogicalType[] {RowTypes.string(), RowTypes.string()},
                new String[] {"text", "mail"});
        RowData first = Objects.requireNonNull(rows.row(record(RECORD, 0)));
        rows.row(record(RECORD.replace("\\u00e9\\n", "a").replace("a@b.de", "long.other@example.com"), 0));

        assertThat(new String(new JsonRows(two).object(first), StandardCharsets.UTF_8))
                .isEqualTo("{\"text\":\"é\\n\",\"mail\":\"a@b.de\"}");
    }

    @Test
    void onlyTheColumnsAskedForAreRead() {
        RecordRows rows = new RecordRows(contract, List.of("nested.at", "_offset"));

        RowData row = Objects.requireNonNull(rows.row(record(RECORD, 0)));

        assertThat(row.getArity()).isEqualTo(2);
        assertThat(row.getLong(1)).isEqualTo(44);
    }

    @Test
    void aRecordThatBreaksTheContractIsNoRow() {
        RecordRows rows = new RecordRows(contract, columns);

        assertThat(rows.row(record("{\"small\":0}", 0))).isNull();
        assertThat(rows.decoded().violations()).isNotEmpty();
        assertThat(rows.row(new LogRecord(null, null, 0, null, null, 0, 0))).isNull();
    }

    @Test
    void theKeyOfALogIsTheValuesOwnText() {
        RowData row = row(RECORD, 0);

        assertThat(key(row, "big")).isEqualTo("9007199254740993");
        assertThat(key(row, "text")).isEqualTo("é\n");
        assertThat(key(row, "nested.at")).isEqualTo("2026-01-01T00:00:00.123456Z");
        assertThat(key(row, "big", "mail")).isEqualTo("[9007199254740993,\"a@b.de\"]");
        assertThat(new KeyText(type, List.of("nested.note")).of(row)).isNull();
        assertThat(new KeyText(type, List.of()).of(row)).isNull();
    }

    private String key(RowData row, String... columns) {
        return new String(Objects.requireNonNull(new KeyText(type, List.of(columns)).of(row)), StandardCharsets.UTF_8);
    }

    private RowData row(String json, long receivedAt) {
        return Objects.requireNonNull(new RecordRows(contract, columns).row(record(json, receivedAt)));
    }

    private static LogRecord record(String json, long receivedAt) {
        return new LogRecord(null, json.getBytes(StandardCharsets.UTF_8), receivedAt, null, "s", 3, 44);
    }

    private String json(RowData row) {
        return new String(new JsonRows(type).object(row), StandardCharsets.UTF_8);
    }
}

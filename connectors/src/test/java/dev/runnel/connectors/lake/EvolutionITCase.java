package dev.runnel.connectors.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.Fixture;
import dev.runnel.connectors.query.LakeQuery;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import dev.runnel.engine.Target;
import dev.runnel.engine.row.RowTypes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lands rows by one contract, then by a later one, and reads all of them by the later one. */
@Timeout(180)
class EvolutionITCase {
    private static final RecordType BEFORE = new RecordType(List.of(
            Field.of("id", Primitive.INT, true),
            Field.of("price", new Type.Decimal(10, 2), false),
            Field.of("detail", new RecordType(List.of(Field.of("rate", Primitive.FLOAT, true))), true)));

    private static final RecordType AFTER = new RecordType(List.of(
            Field.of("id", Primitive.BIGINT, true),
            Field.of("campaign", Primitive.STRING, false),
            Field.of("price", new Type.Decimal(14, 2), false),
            Field.of(
                    "detail",
                    new RecordType(List.of(
                            Field.of("rate", Primitive.DOUBLE, false), Field.of("note", Primitive.STRING, false))),
                    true)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void olderRowsAreReadByTheLaterContract(String format) throws Exception {
        String yaml = "{ format: " + format + ", system_columns: false, roll: { every: 200ms } }";
        land(yaml, BEFORE, GenericRowData.of(1, DecimalData.fromUnscaledLong(1_25, 10, 2), GenericRowData.of(0.5f)));
        land(
                yaml,
                AFTER,
                GenericRowData.of(
                        5_000_000_000L,
                        StringData.fromString("spring"),
                        DecimalData.fromUnscaledLong(999_999_999_999_25L, 14, 2),
                        GenericRowData.of(null, StringData.fromString("x"))));

        QueryResult result = query(yaml, "SELECT * FROM events ORDER BY id");

        assertThat(result.columns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly(
                        "id BIGINT",
                        "campaign VARCHAR",
                        "price DECIMAL(14,2)",
                        "detail STRUCT(rate DOUBLE, note VARCHAR)");
        assertThat(result.rows().get(0)).startsWith(1L, null, new BigDecimal("1.25"));
        assertThat((Map<?, ?>) result.rows().get(0).get(3))
                .extracting("rate", "note")
                .containsExactly(0.5, null);
        assertThat(result.rows().get(1)).startsWith(5_000_000_000L, "spring", new BigDecimal("999999999999.25"));
        assertThat((Map<?, ?>) result.rows().get(1).get(3))
                .extracting("rate", "note")
                .containsExactly(null, "x");
        assertThat(result.rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "iceberg"})
    void rowsLandWithoutAColumnThatTheTableHas(String format) throws Exception {
        String yaml = "{ format: " + format + ", system_columns: false, roll: { every: 200ms } }";
        land(yaml, BEFORE, GenericRowData.of(1, DecimalData.fromUnscaledLong(1_25, 10, 2), GenericRowData.of(0.5f)));
        RecordType fewer = new RecordType(
                List.of(Field.of("price", new Type.Decimal(10, 2), false), Field.of("id", Primitive.INT, true)));
        land(yaml, fewer, GenericRowData.of(DecimalData.fromUnscaledLong(2_50, 10, 2), 2));

        QueryResult result =
                query(yaml, "SELECT id::BIGINT, price::DECIMAL(14,2), detail.rate::DOUBLE FROM events ORDER BY id");

        assertThat(result.rows())
                .containsExactly(
                        List.of(1L, new BigDecimal("1.25"), 0.5), Arrays.asList(2L, new BigDecimal("2.50"), null));
    }

    private void land(String yaml, RecordType contract, GenericRowData... rows) throws Exception {
        RowType type = new RowType(
                false,
                contract.fields().stream()
                        .map(f -> new RowType.RowField(f.name(), RowTypes.of(f)))
                        .toList());
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        Fixture.LAKE.attach(
                flink.fromData(Arrays.<RowData>asList(rows), InternalTypeInfo.of(type))
                        .uid("rows"),
                new Target(
                        "test",
                        "events",
                        type,
                        List.of(),
                        false,
                        Fixture.settings(yaml),
                        Fixture.environment(folder),
                        "events/lake/0"));
        flink.execute("landing");
    }

    private QueryResult query(String yaml, String sql) {
        try (LakeQuery query = new LakeQuery(
                Fixture.pipeline(List.of(Fixture.stream("events", AFTER, Fixture.lake(yaml))), List.of()),
                Fixture.environment(folder))) {
            return query.query(sql, new QueryLimits(100, Duration.ofSeconds(30)));
        }
    }
}

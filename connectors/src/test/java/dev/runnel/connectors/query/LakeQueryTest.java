package dev.runnel.connectors.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.Fixture;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LakeQueryTest {
    @TempDir
    Path folder;

    private QueriedLake lake;

    @BeforeEach
    void open() throws IOException {
        lake = new QueriedLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void seesTheFilesThatAreThereAtThatMoment() throws Exception {
        lake.file("clickstream-data/type=click/part-1.parquet", "SELECT 1::BIGINT AS id, 'click' AS type");
        assertThat(lake.rows("SELECT id, type FROM events")).containsExactly(List.of(1L, "click"));

        lake.file("clickstream-data/type=view/part-2.parquet", "SELECT 2::BIGINT AS id, 'view' AS type");
        assertThat(lake.rows("SELECT count(*) FROM events")).containsExactly(List.of(2L));
        assertThat(lake.rows("SELECT count(*) FROM \"clickstream-data\"")).containsExactly(List.of(2L));
        assertThat(lake.rows("SELECT count(*) FROM EVENTS e JOIN \"clickstream-data\" d USING (id)"))
                .containsExactly(List.of(2L));
    }

    @Test
    void skipsHiddenAndUnfinishedFiles() throws Exception {
        lake.file("clickstream-data/part-1.parquet", "SELECT 1::BIGINT AS id");
        lake.file("clickstream-data/.part-2.parquet", "SELECT 2::BIGINT AS id");
        lake.file("clickstream-data/_temporary/part-3.parquet", "SELECT 3::BIGINT AS id");
        lake.file("clickstream-data/.staging/part-4.parquet", "SELECT 4::BIGINT AS id");
        Files.writeString(lake.root().resolve("clickstream-data/.part-5.parquet.inprogress.x"), "half a file");

        assertThat(lake.rows("SELECT id FROM events")).containsExactly(List.of(1L));
    }

    @Test
    void showsPartitionColumnsAsTheyAreInTheFiles() throws Exception {
        lake.file("clickstream-data/day=2026-11-21/type=x%2Fy/part-1.parquet", "SELECT 1::BIGINT AS id, 'x/y' AS type");

        QueryResult result = lake.query("SELECT * FROM events", QueriedLake.LIMITS);

        assertThat(result.columns()).extracting(QueryResult.Column::name).containsExactly("id", "type");
        assertThat(result.rows()).containsExactly(List.of(1L, "x/y"));
    }

    @Test
    void joinsFilesOfAnOlderAndANewerContractByName() throws Exception {
        lake.file("clickstream-data/part-1.parquet", "SELECT 1::BIGINT AS id, {'a': 1} AS event");
        lake.file(
                "clickstream-data/part-2.parquet",
                "SELECT {'b': 'new', 'a': 2} AS event, 2::BIGINT AS id, true AS vip");

        assertThat(lake.rows("SELECT id, event.a, event.b, vip FROM events ORDER BY id"))
                .containsExactly(Arrays.asList(1L, 1L, null, null), List.of(2L, 2L, "new", true));
    }

    @Test
    void anEmptyTableHasTheContractsColumns() {
        QueryResult result = lake.query("SELECT * FROM events", QueriedLake.LIMITS);

        assertThat(result.rows()).isEmpty();
        assertThat(result.columns())
                .extracting(QueryResult.Column::name)
                .containsExactly(
                        "id",
                        "type",
                        "package_id",
                        "event",
                        "tags",
                        "_received_at",
                        "_correlation_id",
                        "_partition",
                        "_offset");
        assertThat(lake.rows("SELECT event.price, day(event.timestamp), tags[1] FROM events"))
                .isEmpty();
        assertThat(lake.rows("SELECT code, message, received_at FROM events_invalid"))
                .isEmpty();
    }

    @Test
    void anEmptyTableTakesEveryTypeOfAContract() {
        RecordType all = new RecordType(List.of(
                Field.of("a", Type.Primitive.BOOLEAN, false),
                Field.of("b", Type.Primitive.INT, false),
                Field.of("c", Type.Primitive.FLOAT, false),
                Field.of("d", Type.Primitive.DOUBLE, false),
                Field.of("e", Type.Primitive.BYTES, false),
                Field.of("f", Type.Primitive.DATE, false),
                Field.of("g", Type.Primitive.TIME, false),
                Field.of("h", Type.Primitive.JSON, false),
                Field.of("i", new Type.Decimal(38, 9), false),
                Field.of("j", new Type.ListOf(new Type.ListOf(Type.Primitive.INT)), false),
                Field.of("k", new Type.MapOf(new RecordType(List.of(Field.of("x", Type.Primitive.INT, true)))), false),
                Field.of("an \"odd\" name", Type.Primitive.STRING, false)));
        Pipeline pipeline = Fixture.pipeline(
                List.of(Fixture.stream("every", all, Fixture.lake("{ system_columns: false }"))), List.of());
        try (LakeQuery every = new LakeQuery(pipeline, Fixture.environment(folder))) {
            QueryResult result = every.query("FROM every", QueriedLake.LIMITS);

            assertThat(result.columns())
                    .extracting(QueryResult.Column::type)
                    .containsExactly(
                            "BOOLEAN",
                            "INTEGER",
                            "FLOAT",
                            "DOUBLE",
                            "BLOB",
                            "DATE",
                            "TIME",
                            "VARCHAR",
                            "DECIMAL(38,9)",
                            "INTEGER[][]",
                            "MAP(VARCHAR, STRUCT(x INTEGER))",
                            "VARCHAR");
        }
    }

    @Test
    void namesTheTablesThatAreThere() {
        assertThatThrownBy(() -> lake.rows("SELECT * FROM evnts"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("there is no table 'evnts'; did you mean 'events'?")
                .hasMessageContaining("clickstream-data, clickstream-data_invalid, events, events_invalid")
                .hasMessageNotContaining("plain");
    }

    @Test
    void saysThatAModelWasNeverStarted() {
        assertThatThrownBy(() -> lake.rows("SELECT * FROM totals"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("'totals' has no columns yet");
    }

    @Test
    void listsAndDescribesTables() throws Exception {
        lake.file("gold/totals/part-1.parquet", "SELECT 1 AS n");

        assertThat(lake.rows("SHOW TABLES").stream().map(row -> row.get(0)))
                .containsExactly(
                        "clickstream-data",
                        "clickstream-data_invalid",
                        "events",
                        "events_invalid",
                        "gold/totals",
                        "gold/totals_invalid",
                        "totals",
                        "totals_invalid");
        assertThat(lake.rows("DESCRIBE totals").get(0)).startsWith("n", "INTEGER");
        assertThat(lake.rows("DESCRIBE SELECT count(*) AS c FROM events").get(0))
                .startsWith("c", "BIGINT");
        assertThat(lake.rows("EXPLAIN SELECT * FROM totals")).isNotEmpty();
        assertThat(lake.rows("EXPLAIN ANALYZE SELECT * FROM totals")).isNotEmpty();
        assertThat(lake.rows("WITH t AS (SELECT n FROM totals) SELECT n + 1 FROM t;"))
                .containsExactly(List.of(2L));
        assertThat(lake.rows("VALUES (1), (2)")).hasSize(2);
    }

    @Test
    void givesValuesAsPromised() {
        List<Object> row = lake.rows(
                        "SELECT NULL, true, 1::TINYINT, 2::UBIGINT, 3::HUGEINT, 170141183460469231731687303715884105727"
                                + ", 1.5::FLOAT, 2.5::DOUBLE, 3.50::DECIMAL(10,2), 'text', 'bytes'::BLOB, DATE '1969-12-31'"
                                + ", TIME '10:11:12.5', TIMESTAMP '1969-12-31 23:59:59.999999'"
                                + ", TIMESTAMPTZ '1969-12-31 23:59:59.999999+00', [1, NULL, 3]"
                                + ", {'a': {'b': [TIMESTAMPTZ '2026-01-01 00:00:00+00']}, 'c': NULL}, MAP {'k': 1::HUGEINT}"
                                + ", '{\"x\":1}'::JSON, uuid '6ba7b810-9dad-11d1-80b4-00c04fd430c8', INTERVAL 1 DAY")
                .get(0);

        assertThat(row.subList(0, 10))
                .isEqualTo(Arrays.asList(
                        null,
                        true,
                        1L,
                        2L,
                        3L,
                        new BigDecimal("170141183460469231731687303715884105727"),
                        1.5,
                        2.5,
                        new BigDecimal("3.50"),
                        "text"));
        assertThat((byte[]) row.get(10)).asString().isEqualTo("bytes");
        assertThat(row.subList(11, 16))
                .isEqualTo(List.of(
                        LocalDate.of(1969, 12, 31),
                        LocalTime.of(10, 11, 12, 500_000_000),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        Arrays.asList(1L, null, 3L)));
        Map<String, Object> struct = new HashMap<>();
        struct.put("a", Map.of("b", List.of(Instant.parse("2026-01-01T00:00:00Z"))));
        struct.put("c", null);
        assertThat(row.subList(16, 21))
                .isEqualTo(
                        List.of(struct, Map.of("k", 1L), "{\"x\":1}", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "1 day"));
    }

    @Test
    void countsDaysInUtc() {
        assertThat(lake.rows("SELECT CAST(TIMESTAMPTZ '2026-01-01 23:30:00-01' AS DATE)"))
                .containsExactly(List.of(LocalDate.of(2026, 1, 2)));
    }

    @Test
    void keepsTheOrderAsked() {
        QueryResult result = lake.query(
                "SELECT i, i AS i FROM range(100000) t(i) ORDER BY i DESC", new QueryLimits(2, Duration.ofSeconds(20)));

        assertThat(result.rows()).containsExactly(List.of(99_999L, 99_999L), List.of(99_998L, 99_998L));
        assertThat(result.columns()).extracting(QueryResult.Column::name).containsExactly("i", "i_1");
    }

    @Test
    void showsDuckDbsOwnMessageForASlip() {
        assertThatThrownBy(() -> lake.rows("SELEC 1"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("not SQL");
        assertThatThrownBy(() -> lake.rows("SELECT idd FROM events"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("idd")
                .hasMessageNotContaining("LIMIT");
        assertThat(lake.rows("SELECT '\"type\":\"INSERT_NODE\"'")).containsExactly(List.of("\"type\":\"INSERT_NODE\""));
    }

    @Test
    void answersManyAtOnce() throws Exception {
        lake.file("clickstream-data/part-1.parquet", "SELECT i::BIGINT AS id FROM range(1000) t(i)");
        List<List<List<Object>>> answers = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> lake.rows("SELECT count(*), " + i + "::BIGINT FROM events"))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i)).containsExactly(List.of(1000L, (long) i));
        }
    }

    @Test
    void refusesALakeThatIsNotOnThisMachine() {
        Environment local = Fixture.environment(folder);
        Environment remote = new Environment(
                "prod",
                local.bootstrapServers(),
                Map.of(),
                local.dataDir(),
                URI.create("s3://bucket/lake"),
                local.checkpoints(),
                1,
                Duration.ofSeconds(1));

        assertThatThrownBy(() -> new LakeQuery(Fixture.pipeline(List.of(), List.of()), remote).close())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("s3://bucket/lake");
    }
}

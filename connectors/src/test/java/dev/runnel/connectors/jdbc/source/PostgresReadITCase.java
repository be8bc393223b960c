package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresReadITCase {
    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static Connection database;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        postgres = Servers.postgres(folder);
        url = Servers.url(postgres, "postgres");
        database = DriverManager.getConnection(url, "postgres", "");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        postgres.close();
    }

    @Test
    void everyTypeComesExactly() throws Exception {
        execute(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TYPE pair AS (a int, b text)",
                """
                CREATE TABLE types (id bigserial PRIMARY KEY, i2 int2, i4 int4, n numeric, n2 numeric(10,2),
                  n50 numeric(50,20), f4 real, f8 float8, bo bool, b8 bit(8), t text, c char(4), by bytea, d date, ti time,
                  tz timetz, ts timestamp, tsz timestamptz, iv interval, j json, jb jsonb, u uuid, inn inet, mo money,
                  ir int4range, ia int4[], ta text[], tsa timestamptz[], na numeric(5,2)[], m mood, p pair, x xml, ma mood[],
                  nn numeric(5,-2))
                """,
                """
                INSERT INTO types VALUES (9223372036854775807, -32768, -2147483648, 12345678901234567890.123456789012345678,
                  -99999999.99, 123456789012345678901234567890.12345678901234567890, 1.1, 1e-300, true, B'10101010',
                  E'tab\\t"quote" \\u00e9 \\U0001F600', 'ab', '\\x00ff', '0001-01-01', '23:59:59.999', '23:59:59+02',
                  '9999-12-31 23:59:59.999999', '2026-01-31 23:59:59.1+05:30', '1 year 2 mons 3 days 04:05:06.7',
                  '{"a": 1.10}', '{"b":[null]}', '123e4567-e89b-12d3-a456-426655440000', '127.0.0.1/8', 1234.56, '[1,5)',
                  '{1,NULL,3}', '{a,NULL,"b c"}', '{2026-01-31 00:00:00.5+00}', '{1.10,2}', 'ok', ROW(1,'x'), '<a/>',
                  '{sad,ok}', 12345)
                """,
                "INSERT INTO types (id) VALUES (1)");
        Reads reads = Reads.of(url, "postgres", "types");
        assertThat(reads.json().get(1))
                .isEqualTo("{\"id\":9223372036854775807,\"i2\":-32768,\"i4\":-2147483648,"
                        + "\"n\":12345678901234567890.123456789012345678,\"n2\":-99999999.99,"
                        + "\"n50\":\"123456789012345678901234567890.12345678901234567890\",\"f4\":1.1,\"f8\":1e-300,"
                        + "\"bo\":true,\"b8\":\"10101010\",\"t\":\"tab\\t\\\"quote\\\" é 😀\",\"c\":\"ab  \",\"by\":\"AP8=\","
                        + "\"d\":\"0001-01-01\",\"ti\":\"23:59:59.999\",\"tz\":\"23:59:59+02\","
                        + "\"ts\":\"9999-12-31T23:59:59.999999Z\",\"tsz\":\"2026-01-31T18:29:59.1Z\","
                        + "\"iv\":\"P1Y2M3DT4H5M6.7S\",\"j\":{\"a\": 1.10},\"jb\":{\"b\": [null]},"
                        + "\"u\":\"123e4567-e89b-12d3-a456-426655440000\",\"inn\":\"127.0.0.1/8\",\"mo\":\"$1,234.56\","
                        + "\"ir\":\"[1,5)\",\"ia\":[1,null,3],\"ta\":[\"a\",null,\"b c\"],"
                        + "\"tsa\":[\"2026-01-31T00:00:00.5+00:00\"],\"na\":[1.10,2.00],\"m\":\"ok\",\"p\":\"(1,x)\","
                        + "\"x\":\"<a/>\",\"ma\":[\"sad\",\"ok\"],\"nn\":12300}");
        assertThat(reads.json().get(0)).startsWith("{\"id\":1,\"i2\":null,").endsWith("\"nn\":null}");
        Reads.areTaken(reads.fields(), reads.rows());
        assertThat(reads.fields().text())
                .isEqualTo("row<id bigint!, i2 int, i4 int, n decimal(38,18), n2 decimal(10,2), n50 string, f4 float,"
                        + " f8 double, bo boolean, b8 string, t string, c string, by bytes, d date, ti time, tz string,"
                        + " ts timestamp, tsz timestamp, iv string, j json, jb json, u string, inn string, mo string,"
                        + " ir string, ia list<int>, ta list<string>, tsa list<timestamp>, na list<decimal(5,2)>, m string,"
                        + " p string, x string, ma json, nn decimal(38,18)>");
    }

    @Test
    void whatNoRecordCanHoldIsTextWithAReason() throws Exception {
        execute(
                "CREATE TABLE odd (id int PRIMARY KEY, d date, ts timestamptz, l timestamp, n numeric, f float8, ti time)",
                "INSERT INTO odd VALUES (1, 'infinity', NULL, NULL, 1, 1, NULL), (2, NULL, '-infinity', NULL, 1, 1, NULL),"
                        + " (3, NULL, '10000-01-01 00:00:00+00', NULL, 1, 1, NULL), (4, '0044-03-15 BC', NULL, NULL, 1, 1, NULL),"
                        + " (5, NULL, NULL, '0044-03-15 12:00:00 BC', 1, 1, NULL), (6, NULL, NULL, NULL, 'NaN', 'Infinity', NULL),"
                        + " (7, NULL, NULL, NULL, 1, 1, '24:00')");
        List<FoundRow> rows = Reads.of(url, "postgres", "odd").rows();
        assertThat(Reads.text(rows.get(0)))
                .isEqualTo("{\"id\":1,\"d\":\"infinity\",\"ts\":null,\"l\":null,\"n\":1,\"f\":1,\"ti\":null}");
        assertThat(rows.stream().map(row -> row.broken().map(Violation::field).orElse("")))
                .containsExactly("d", "ts", "ts", "d", "l", "n", "ti");
        assertThat(rows.get(5).broken()).hasValueSatisfying(v -> {
            assertThat(v.reason()).isEqualTo(Reason.RANGE);
            assertThat(v.message())
                    .isEqualTo("'NaN' is no number that a record can hold; a field of type string takes it as text");
        });
        RecordType text = new RecordType(List.of(Field.of("d", Primitive.STRING, false)));
        assertThat(Reads.of(url, "postgres", "odd")
                        .in("UTC", true, Optional.of(text))
                        .rows()
                        .get(0)
                        .broken())
                .isEmpty();
    }

    @Test
    void chinookIsTheSameCellByCell() throws Exception {
        execute("CREATE DATABASE chinook");
        String chinook = Servers.url(postgres, "chinook");
        try (Connection plain = DriverManager.getConnection(chinook, "postgres", "")) {
            Chinook.load(plain, "chinook_postgres.sql", "\\c chinook;");
            Reads all = Reads.of(chinook, "postgres", "*");
            assertThat(Chinook.compare(all.splitBy(null, 300), plain, "\"")).isEqualTo(11);
            assertThat(Reads.of(chinook, "postgres", "public.track")
                            .splitBy(null, 300)
                            .rows())
                    .hasSize(3503);
        }
    }

    @Test
    void aBigTableIsNotHeldInMemory() throws Exception {
        execute("CREATE TABLE big AS SELECT g AS id, repeat('x', 4000) || g AS t FROM generate_series(1, 20000) g");
        long most = 0;
        int rows = 0;
        System.gc();
        long before = used();
        try (DatabaseSession session = Reads.of(url, "postgres", "big").open();
                RowReader reader = session.read(
                        session.splits(session.relations().get(0), null).get(0), Position.START)) {
            while (reader.next().isPresent()) {
                if (++rows == 1 || rows == 16_000) {
                    System.gc();
                    most = Math.max(most, used() - before);
                }
            }
        }
        assertThat(rows).isEqualTo(20_000);
        assertThat(most).as("bytes in use while 80 MB are read").isLessThan(40L << 20);
        execute("DROP TABLE big");
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aSplitGoesOnBehindItsLastKey() throws Exception {
        execute(
                "CREATE TABLE lines (a uuid, b varchar(10), v int, PRIMARY KEY (a, b))",
                "INSERT INTO lines SELECT md5((g / 7)::text)::uuid, 'b' || g % 7, g FROM generate_series(1, 1000) g");
        Reads reads = Reads.of(url, "postgres", "lines").splitBy("a", 100);
        List<String> found = new ArrayList<>();
        try (DatabaseSession session = reads.open()) {
            List<Split> splits = session.splits(session.relations().get(0), null);
            assertThat(splits).hasSizeBetween(9, 11);
            for (Split split : splits) {
                Position at = Position.START;
                for (List<FoundRow> some = Reads.rows(session, split, at, 33);
                        !some.isEmpty();
                        some = Reads.rows(session, split, at, 33)) {
                    some.forEach(row -> found.add(row.toString()));
                    at = some.get(some.size() - 1).next();
                }
            }
        }
        assertThat(found).hasSize(1000).doesNotHaveDuplicates();
        assertThat(found).allMatch(place -> place.matches("public\\.lines\\[a=[0-9a-f-]{36},b=b\\d]"));
    }

    @Test
    void timesThatTieWithTheBoundAreNotLost() throws Exception {
        execute(
                "CREATE TABLE news (id serial PRIMARY KEY, v int, updated_at timestamptz(0) DEFAULT clock_timestamp())");
        Reads reads = Reads.of(url, "postgres", "news").incrementBy("updated_at", Duration.ofMillis(300));
        List<String> found = new ArrayList<>();
        try (DatabaseSession session = reads.open()) {
            Relation news = session.relations().get(0);
            Interval interval = null;
            // rows of the same second come before and after the bound of a read is fixed in it
            for (int round = 0; round < 40; round++) {
                execute("INSERT INTO news (v) VALUES (" + round + ")");
                interval = session.interval(news, interval);
                execute("INSERT INTO news (v) VALUES (" + (1000 + round) + ")");
                found.addAll(read(session, news, interval));
                Thread.sleep(30);
            }
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (found.size() < 80 && System.nanoTime() < end) {
                interval = session.interval(news, interval);
                found.addAll(read(session, news, interval));
                Thread.sleep(100);
            }
        }
        assertThat(found).hasSize(80).doesNotHaveDuplicates();
    }

    private static List<String> read(DatabaseSession session, Relation relation, Interval interval) throws ReadFailure {
        List<String> found = new ArrayList<>();
        for (Split split : session.splits(relation, interval)) {
            Reads.rows(session, split, Position.START, Integer.MAX_VALUE).forEach(row -> found.add(Reads.text(row)));
        }
        return found;
    }

    @Test
    void numbersCommittedLateAreReadAfterTheLag() throws Exception {
        execute("CREATE TABLE late (id serial PRIMARY KEY, v int)");
        Reads reads = Reads.of(url, "postgres", "late").incrementBy("id", Duration.ofMillis(500));
        try (DatabaseSession session = reads.open();
                Connection slow = DriverManager.getConnection(url, "postgres", "")) {
            Relation late = session.relations().get(0);
            slow.setAutoCommit(false);
            Reads.execute(slow, "INSERT INTO late (v) VALUES (1)");
            execute("INSERT INTO late (v) VALUES (2)");
            Interval first = session.interval(late, null);
            assertThat(first).isEqualTo(new Interval(null, "2", true, Duration.ofMillis(500)));
            slow.commit();
            execute("INSERT INTO late (v) VALUES (3)");
            assertThat(read(session, late, first)).containsExactly("{\"id\":1,\"v\":1}", "{\"id\":2,\"v\":2}");
            Interval second = session.interval(late, first);
            assertThat(read(session, late, second)).containsExactly("{\"id\":3,\"v\":3}");
            assertThat(session.interval(late, second).isEmpty()).isTrue();
        }
    }

    @Test
    void failuresSayWhatToDo() throws Exception {
        execute("CREATE TABLE orders (id int PRIMARY KEY, placed date)", "CREATE ROLE shop LOGIN PASSWORD 'right'");
        fails(Reads.of(url, "postgres", "ordes"), "there is no table 'ordes' in public: did you mean 'orders'?", false);
        fails(
                Reads.of(url, "postgres", "orders").splitBy("plcaed", 1),
                "public.orders has no column 'plcaed', which 'split_by' names: did you mean 'placed'?",
                false);
        fails(
                Reads.query(url, "postgres", "SELECT 1.5::float8 AS f").splitBy("f", 1),
                "the column 'f' of query is float8, which 'split_by' cannot go by",
                false);
        fails(Reads.query(url, "postgres", "SELECT nope FROM orders"), "column \"nope\" does not exist", false);
        fails(Reads.query(url, "postgres", "SELECT id, id FROM orders"), "has two columns 'id'", false);
        fails(Reads.of(url, "nobody", "orders"), "role \"nobody\" does not exist; check 'user' and 'password'", false);
        fails(Reads.of(url + "x", "postgres", "orders"), "check the database in 'url'", false);
        fails(Reads.of("jdbc:postgresql://127.0.0.1:1/x", "postgres", "orders"), "check 'url'", true);
        fails(Reads.of("jdbc:postgresql://no.such.host.invalid/x", "postgres", "t"), "no.such.host.invalid", true);
        fails(Reads.query(url, "postgres", "SELECT pg_terminate_backend(pg_backend_pid()) AS x"), "tried again", true);
    }

    @Test
    void aSessionGoesOnAfterAFailure() throws Exception {
        execute("CREATE TABLE away (id int PRIMARY KEY)");
        try (DatabaseSession session = Reads.of(url, "postgres", "away").open()) {
            Relation away = session.relations().get(0);
            Split split = session.splits(away, null).get(0);
            execute("ALTER TABLE away RENAME TO gone");
            assertThatThrownBy(() -> session.read(split, Position.START))
                    .hasMessageContaining("public.away cannot be read");
            execute("ALTER TABLE gone RENAME TO away");
            assertThat(Reads.rows(session, split, Position.START, 1)).isEmpty();
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runnel'");
            assertThatThrownBy(() -> session.read(split, Position.START))
                    .isInstanceOfSatisfying(
                            ReadFailure.class, f -> assertThat(f.waitingHelps()).isTrue());
            assertThat(Reads.rows(session, split, Position.START, 1)).isEmpty();
        }
    }

    private static void fails(Reads reads, String message, boolean waitingHelps) {
        assertThatThrownBy(reads::rows)
                .hasMessageContaining(message)
                .asInstanceOf(InstanceOfAssertFactories.type(ReadFailure.class))
                .satisfies(failure -> assertThat(failure.waitingHelps()).isEqualTo(waitingHelps));
    }

    private static void execute(String... statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

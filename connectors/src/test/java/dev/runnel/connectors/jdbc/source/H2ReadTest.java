package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.record.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ReadTest {
    @TempDir
    Path folder;

    @Test
    void everyTypeComesExactly() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("shop");
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            Reads.execute(
                    database,
                    """
                    CREATE TABLE TYPES (ID BIGINT PRIMARY KEY, TI TINYINT, N NUMERIC(10,2), N50 NUMERIC(50,2), DF DECFLOAT, R REAL,
                      D DOUBLE PRECISION, B BOOLEAN, C CHAR(3), CL CLOB, BI BINARY(2), BL BLOB, DA DATE, T TIME(3),
                      TZ TIME WITH TIME ZONE, TS TIMESTAMP(9), TSTZ TIMESTAMP WITH TIME ZONE, IV INTERVAL YEAR TO MONTH, U UUID,
                      J JSON, E ENUM('a','b'), IA INT ARRAY, TA VARCHAR(5) ARRAY, NA NUMERIC(5,2) ARRAY, DAA DATE ARRAY)
                    """,
                    """
                    INSERT INTO TYPES VALUES (1, -128, -99999999.99, 123456789012345678901234567890123456789012345678.12,
                      1.5, 1.1, 1E-300, TRUE, 'ab', 'clob é', X'0102', X'00ff', DATE '0001-01-01', TIME '23:59:59.999',
                      TIME WITH TIME ZONE '10:00:00+02:00', TIMESTAMP '9999-12-31 23:59:59.123456789',
                      TIMESTAMP WITH TIME ZONE '2026-01-31 23:59:59.5+05:30', INTERVAL '1-2' YEAR TO MONTH,
                      '123e4567-e89b-12d3-a456-426655440000', JSON '{"a":1.10}', 'b', ARRAY[1, NULL, 3], ARRAY['a', 'b"c'],
                      ARRAY[1.10, 2], ARRAY[DATE '2026-01-31'])
                    """,
                    "INSERT INTO TYPES (ID) VALUES (2)");
        }
        Reads reads = Reads.of(url, "sa", "TYPES");
        assertThat(reads.json().get(0))
                .isEqualTo("{\"ID\":1,\"TI\":-128,\"N\":-99999999.99,"
                        + "\"N50\":\"123456789012345678901234567890123456789012345678.12\",\"DF\":\"1.5\",\"R\":1.1,"
                        + "\"D\":1.0E-300,\"B\":true,\"C\":\"ab \",\"CL\":\"clob é\",\"BI\":\"AQI=\",\"BL\":\"AP8=\","
                        + "\"DA\":\"0001-01-01\",\"T\":\"23:59:59.999\",\"TZ\":\"10:00:00+02\","
                        + "\"TS\":\"9999-12-31T23:59:59.123456789Z\",\"TSTZ\":\"2026-01-31T18:29:59.500Z\","
                        + "\"IV\":\"INTERVAL '1-2' YEAR TO MONTH\",\"U\":\"123e4567-e89b-12d3-a456-426655440000\","
                        + "\"J\":{\"a\":1.10},\"E\":\"b\",\"IA\":[1,null,3],\"TA\":[\"a\",\"b\\\"c\"],\"NA\":[1.10,2.00],"
                        + "\"DAA\":[\"2026-01-31\"]}");
        assertThat(reads.json().get(1)).startsWith("{\"ID\":2,\"TI\":null").endsWith("\"DAA\":null}");
        Reads.areTaken(reads.fields(), reads.rows());
        assertThat(reads.fields().text())
                .isEqualTo(
                        "row<ID bigint!, TI int, N decimal(10,2), N50 string, DF string, R float, D double, B boolean,"
                                + " C string, CL string, BI bytes, BL bytes, DA date, T time, TZ string, TS timestamp,"
                                + " TSTZ timestamp, IV string, U string, J json, E string, IA list<int>, TA list<string>,"
                                + " NA list<decimal(5,2)>, DAA list<date>>");
    }

    @Test
    void timesWithoutAZoneLieWhereTheOptionSays() throws Exception {
        String url = "jdbc:h2:mem:zones";
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            Reads.execute(
                    database,
                    "CREATE TABLE T (ID INT PRIMARY KEY, TS TIMESTAMP, TSA TIMESTAMP ARRAY)",
                    "INSERT INTO T VALUES (1, TIMESTAMP '2026-07-01 12:00:00', NULL),"
                            + " (2, TIMESTAMP '2026-03-29 02:30:00', NULL), (3, TIMESTAMP '2026-10-25 02:30:00', NULL),"
                            + " (4, TIMESTAMP '10000-01-01 00:00:00', NULL), (5, DATE '-0044-03-15', NULL),"
                            + " (6, TIMESTAMP '0000-01-01 00:00:00', NULL)");
            List<FoundRow> rows = Reads.of(url, "sa", "T")
                    .in("Europe/Berlin", true, java.util.Optional.empty())
                    .rows();
            // the hour that is left out in spring, and the first of the two in autumn
            assertThat(rows.subList(0, 3).stream().map(Reads::text))
                    .containsExactly(
                            "{\"ID\":1,\"TS\":\"2026-07-01T10:00:00Z\",\"TSA\":null}",
                            "{\"ID\":2,\"TS\":\"2026-03-29T01:30:00Z\",\"TSA\":null}",
                            "{\"ID\":3,\"TS\":\"2026-10-25T00:30:00Z\",\"TSA\":null}");
            assertThat(rows.subList(3, 6))
                    .allSatisfy(row ->
                            assertThat(row.broken().map(Violation::field)).hasValue("TS"));
        }
    }

    @Test
    void tablesAreFoundByNameAndPattern() throws Exception {
        String url = "jdbc:h2:mem:tables";
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            Reads.execute(
                    database,
                    "CREATE SCHEMA SHOP",
                    "CREATE TABLE SHOP.ORDERS (ID INT)",
                    "CREATE TABLE SHOP.ORDER_LINES (ID INT)",
                    "CREATE TABLE SHOP.CUSTOMERS (ID INT)",
                    "CREATE TABLE ORDERS (ID INT)",
                    "CREATE TABLE \"Case\" (ID INT)",
                    "CREATE TABLE \"CASE\" (ID INT)",
                    "CREATE VIEW SHOP.ORDERED AS SELECT * FROM SHOP.ORDERS");
            assertThat(tables(url, "shop.or*")).containsExactly("SHOP.ORDERS", "SHOP.ORDER_LINES");
            assertThat(tables(url, "SHOP.ORDER?")).containsExactly("SHOP.ORDERS");
            assertThat(tables(url, "or*")).containsExactly("PUBLIC.ORDERS");
            assertThat(tables(url, "*.ORDERS", "orders")).containsExactly("PUBLIC.ORDERS", "SHOP.ORDERS");
            assertThat(tables(url, "shop.ordered")).containsExactly("SHOP.ORDERED");
            assertThat(tables(url, "Case")).containsExactly("PUBLIC.Case");
            assertThatThrownBy(() -> tables(url, "case")).hasMessageContaining("PUBLIC.CASE, PUBLIC.Case");
            assertThatThrownBy(() -> tables(url, "SHOP.CUSTOMER"))
                    .hasMessageContaining("did you mean 'SHOP.CUSTOMERS'?");
            assertThatThrownBy(() -> tables(url, "x*")).hasMessageContaining("no table matches 'x*'");
        }
    }

    private static List<String> tables(String url, String... names) throws ReadFailure {
        try (DatabaseSession session = Reads.of(url, "sa", names).open()) {
            return session.relations().stream().map(Relation::shown).toList();
        }
    }

    @Test
    void aQueryIsReadByRowNumberOrByItsKey() throws Exception {
        String url = "jdbc:h2:mem:queries";
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            Reads.execute(database, "CREATE TABLE T (ID INT)", "INSERT INTO T SELECT X FROM SYSTEM_RANGE(1, 100)");
            Reads query = Reads.query(url, "sa", "SELECT ID * 2 AS N FROM T ORDER BY ID;");
            List<FoundRow> rows = query.rows();
            assertThat(rows.get(99)).hasToString("query[row 100]");
            try (DatabaseSession session = query.open()) {
                Split all = session.splits(session.relations().get(0), null).get(0);
                List<FoundRow> rest = Reads.rows(session, all, rows.get(89).next(), 100);
                assertThat(Reads.text(rest.get(0))).isEqualTo("{\"N\":182}");
                assertThat(rest).hasSize(10);
            }
            Reads keyed = query.key("N").splitBy("N", 30);
            assertThat(keyed.json()).hasSize(100).doesNotHaveDuplicates();
            assertThat(keyed.rows().get(0)).hasToString("query[N=2]");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> Reads.of("jdbc:h2:file:" + folder.resolve("none"), "sa", "T")
                        .rows())
                .isInstanceOf(ReadFailure.class)
                .hasMessageContaining("check the database in 'url'");
        assertThat(Files.exists(folder.resolve("none.mv.db"))).isFalse();
    }
}

package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReadTest {
    @TempDir
    Path folder;

    @Test
    void valuesAreWhatTheyAreWhateverTheirColumnSays() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("shop.db");
        try (Connection database = DriverManager.getConnection(url)) {
            Reads.execute(
                    database,
                    "CREATE TABLE types (id INTEGER PRIMARY KEY, i INT, n NUMERIC(10,2), r REAL, t TEXT NOT NULL, b BLOB,"
                            + " bo BOOLEAN, d DATE, dt DATETIME, j JSON, bi BIGINT, anything)",
                    "INSERT INTO types VALUES (1, 5, 1.50, 1.1, 'é😀', x'00ff', 1, '2026-01-31', '2026-01-31 10:00:00.5',"
                            + " '{\"a\":1.10}', 9223372036854775807, 7.5)");
        }
        Reads reads = Reads.of(url, "", "types");
        assertThat(reads.json())
                .containsExactly("{\"id\":1,\"i\":5,\"n\":1.5,\"r\":1.1,\"t\":\"é😀\",\"b\":\"AP8=\",\"bo\":true,"
                        + "\"d\":\"2026-01-31\",\"dt\":\"2026-01-31 10:00:00.5\",\"j\":{\"a\":1.10},"
                        + "\"bi\":9223372036854775807,\"anything\":7.5}");
        assertThat(reads.in("Europe/Berlin", true, Optional.empty()).json().get(0))
                .contains("\"dt\":\"2026-01-31T09:00:00.500Z\"");
        Reads.areTaken(reads.fields(), reads.rows());
        assertThat(reads.fields().text())
                .isEqualTo("row<id bigint, i bigint, n decimal(10,2), r double, t string!, b bytes, bo boolean, d date,"
                        + " dt timestamp, j json, bi bigint, anything double>");
        try (Connection database = DriverManager.getConnection(url)) {
            Reads.execute(
                    database,
                    "INSERT INTO types (id, i, t, bo, j) VALUES (2, 'text', 7, 'yes', 'no json'), (3, 1e999, 'x', 2, NULL)");
        }
        List<FoundRow> rows = reads.rows();
        assertThat(Reads.text(rows.get(1)))
                .contains("\"i\":\"text\"", "\"t\":\"7\"", "\"bo\":\"yes\"", "\"j\":\"no json\"");
        assertThat(rows.get(1).broken())
                .hasValueSatisfying(v -> assertThat(v.field()).isEqualTo("j"));
        assertThat(Reads.text(rows.get(2))).contains("\"i\":\"Infinity\"", "\"bo\":2");
    }

    @Test
    void aTableIsDividedAndReadByItsGrowingColumn() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("grow.db");
        try (Connection database = DriverManager.getConnection(url)) {
            Reads.execute(
                    database,
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, g INT)",
                    "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1000)"
                            + " INSERT INTO t SELECT n * n, n / 10 FROM s");
        }
        Reads reads = Reads.of(url, "", "t").splitBy(null, 100);
        assertThat(reads.json()).hasSize(1000).doesNotHaveDuplicates();
        try (DatabaseSession session = reads.incrementBy("g", Duration.ZERO).open()) {
            Relation t = session.relations().get(0);
            // the greatest of numbers that are not unique may still become more
            Interval first = session.interval(t, null);
            assertThat(first).isEqualTo(new Interval(null, "100", false, Duration.ZERO));
            assertThat(count(session, t, first)).isEqualTo(999);
            try (Connection database = DriverManager.getConnection(url)) {
                Reads.execute(database, "INSERT INTO t VALUES (7, 100), (8, 101)");
            }
            Interval second = session.interval(t, first);
            assertThat(count(session, t, second)).isEqualTo(2);
            assertThat(session.interval(t, second).isEmpty()).isTrue();
        }
    }

    private static int count(DatabaseSession session, Relation relation, Interval interval) throws ReadFailure {
        int count = 0;
        for (Split split : session.splits(relation, interval)) {
            count += Reads.rows(session, split, Position.START, Integer.MAX_VALUE)
                    .size();
        }
        return count;
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        Path none = folder.resolve("none.db");
        assertThatThrownBy(() -> Reads.of("jdbc:sqlite:" + none, "", "t").rows())
                .isInstanceOf(ReadFailure.class)
                .hasMessageContaining("check the database in 'url'");
        assertThat(Files.exists(none)).isFalse();
    }
}

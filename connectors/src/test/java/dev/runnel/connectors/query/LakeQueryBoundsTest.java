package dev.runnel.connectors.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query reads tables, and can do nothing else: not write, not look elsewhere, not take all time and memory. */
@Timeout(60)
class LakeQueryBoundsTest {
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
    void cutsRowsOffAndSaysSo() {
        QueryLimits three = new QueryLimits(3, Duration.ofSeconds(20));

        assertThat(lake.query("FROM range(3)", three).truncated()).isFalse();
        QueryResult cut = lake.query("FROM range(4)", three);
        assertThat(cut.truncated()).isTrue();
        assertThat(cut.rows()).containsExactly(List.of(0L), List.of(1L), List.of(2L));
        assertThat(lake.query("SELECT i, repeat('x', 1000) FROM range(1000000000) t(i)", three)
                        .rows())
                .hasSize(3);
    }

    @Test
    void stopsWhatTakesTooLong() {
        QueryLimits short_ = new QueryLimits(10, Duration.ofMillis(300));
        long started = System.nanoTime();

        assertThatThrownBy(() -> lake.query(
                        "SELECT count(*) FROM range(100000000) a(i), range(100000000) b(j) WHERE (i * j) % 7 = 3",
                        short_))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("took longer than 300 ms and was stopped");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(lake.rows("SELECT 1")).containsExactly(List.of(1L));
    }

    @Test
    void spillsBelowTheDataFolderAndCleansUp() throws IOException {
        String large = "SELECT count(DISTINCT s), max(r) FROM (SELECT s, row_number() OVER (ORDER BY s) AS r"
                + " FROM (SELECT repeat('x', 60) || i AS s FROM range(3000000) t(i)))";

        assertThat(lake.rows(large)).containsExactly(List.of(3_000_000L, 3_000_000L));
        assertThat(data()).as("what was spilled").isNotEmpty();
        lake.close();
        assertThat(data()).isEmpty();
    }

    private List<Path> data() throws IOException {
        try (Stream<Path> files = Files.list(lake.folder().resolve("data"))) {
            return files.toList();
        }
    }

    @Test
    void boundsMemory() {
        assertThatThrownBy(() -> lake.rows("SELECT length(string_agg(repeat('x', 100000), '')) FROM range(20000)"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("256 MB");
        assertThat(lake.rows("SELECT 1")).containsExactly(List.of(1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO 'stolen.csv'",
                "ATTACH 'stolen.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET threads = 8",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "PRAGMA threads = 8",
                "CREATE TABLE t (i INT)",
                "CREATE VIEW v AS SELECT 1",
                "DROP VIEW events",
                "INSERT INTO events VALUES (1)",
                "DELETE FROM events",
                "UPDATE events SET id = 1",
                "WITH gone AS (DELETE FROM events RETURNING *) SELECT * FROM gone",
                "CALL pragma_version()",
                "EXPORT DATABASE 'x'",
                "CHECKPOINT",
                "BEGIN",
                "PREPARE p AS SELECT 1",
                "EXPLAIN ANALYZE COPY (SELECT 1) TO 'stolen.csv'",
                "EXPLAIN COPY (SELECT 1) TO 'stolen.csv'",
                "SELECT 1; SELECT 2",
                "SELECT 1; COPY (SELECT 1) TO 'stolen.csv'",
                "",
                ";"
            })
    void refusesWhatIsNotOneQuery(String sql) {
        assertThatThrownBy(() -> lake.rows(sql))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("only queries are allowed here");
    }

    @Test
    void refusesToWriteIntoTheLakeItself() throws IOException {
        Path file = lake.root().resolve("clickstream-data/evil.parquet");
        Files.createDirectories(file.getParent());

        assertThatThrownBy(() -> lake.rows("COPY (SELECT 1) TO " + Sql.text(file.toString())))
                .isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> lake.rows("EXPLAIN ANALYZE /* x */ COPY (SELECT 1) TO " + Sql.text(file.toString())))
                .isInstanceOf(QueryException.class);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('%s/../secret.txt')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
                "FROM query('SELECT * FROM read_text(''/etc/passwd'')')"
            })
    void readsNothingOutsideTheLake(String sql) throws IOException {
        Files.writeString(lake.folder().resolve("secret.txt"), "secret");

        assertThatThrownBy(() -> lake.rows(sql.formatted(lake.root()))).isInstanceOf(QueryException.class);
    }
}

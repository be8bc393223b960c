package dev.runnel.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementTest {
    @Test
    void aScriptIsSettingsAndStatementsInTheirOrder() {
        assertThat(
                        Statement.of(
                                """
                        -- a comment; with a semicolon
                        SET 'a.b' = 'c d';
                        CREATE TABLE t (a STRING) WITH (
                          'x' = ';'
                        );

                        INSERT INTO t SELECT * FROM s;
                        """))
                .containsExactly(
                        new Statement.Setting("a.b", "c d"),
                        new Statement.Sql("CREATE TABLE t (a STRING) WITH (\n  'x' = ';'\n)"),
                        new Statement.Sql("INSERT INTO t SELECT * FROM s"));
    }

    @Test
    void onlyInsertsStartJobs() {
        assertThat(new Statement.Sql("insert into t select 1").inserts()).isTrue();
        assertThat(new Statement.Sql("CREATE TABLE t (a INT)").inserts()).isFalse();
    }
}

package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.dialect.KeyKind;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No SQL Server runs here: what would be sent to one is compared as text. */
class SqlServerStatementsTest {
    private static final Column ID = new Column("Id", "uniqueidentifier", 36, 0, false, false);
    private static final Column PLACED = new Column("Placed At", "datetime2", 27, 7, false, true);
    private static final Column NODE = new Column("Node", "hierarchyid", 892, 0, false, true);
    private static final Column ANY = new Column("Any", "sql_variant", 0, 0, false, true);
    private static final Column ODD = new Column("a]b", "int identity", 10, 0, true, false);
    private static final KeyColumn KEY = new KeyColumn(ID, KeyKind.TEXT);
    private static final KeyColumn NUMBER = new KeyColumn(ODD, KeyKind.WHOLE);
    private static final KeyColumn INCREMENT = new KeyColumn(PLACED, KeyKind.TIME);
    private static final Relation TABLE = new Relation.Table(null, "sales", "Orders");
    private static final ReadDialect DIALECT = ReadDialect.of(Database.SQLSERVER);
    private static final Shape SHAPE = new Shape(
            TABLE,
            List.of(ID, PLACED, NODE, ANY, ODD),
            List.of(KEY, NUMBER),
            Optional.of(KEY),
            Optional.of(INCREMENT),
            false);
    private static final String COLUMNS = "SELECT [Id], [Placed At], [Node].ToString() AS [Node],"
            + " CAST([Any] AS nvarchar(4000)) AS [Any], [a]]b] FROM [sales].[Orders]";

    private final Statements statements = new Statements(DIALECT, SHAPE);

    @Test
    void aSplitBehindItsLastKey() {
        Interval interval =
                new Interval("2026-01-01 00:00:00.000000", "2026-02-01 00:00:00.000000", false, Duration.ZERO);
        Split split = new Split(TABLE, "AA", "BB", false, interval);
        Statements.Prepared rows = statements.rows(split, List.of("CC", "17"));
        assertThat(rows.sql())
                .isEqualTo(COLUMNS + " WHERE [Placed At] >= CONVERT(datetime2(7), ?, 121)"
                        + " AND [Placed At] < CONVERT(datetime2(7), ?, 121)"
                        + " AND [Id] >= CAST(? AS uniqueidentifier) AND [Id] < CAST(? AS uniqueidentifier)"
                        + " AND [Id] >= CAST(? AS uniqueidentifier)"
                        + " AND ([Id] > CAST(? AS uniqueidentifier) OR ([Id] = CAST(? AS uniqueidentifier) AND [a]]b] > ?))"
                        + " ORDER BY [Id], [a]]b]");
        assertThat(rows.bounds().stream().map(Statements.Bound::value))
                .containsExactly(interval.from(), interval.to(), "AA", "BB", "CC", "CC", "CC", "17");
    }

    @Test
    void allRows() {
        assertThat(statements.rows(Split.whole(TABLE, null), List.of()).sql())
                .isEqualTo(COLUMNS + " ORDER BY [Id], [a]]b]");
    }

    @Test
    void bounds() {
        assertThat(statements.extent(NUMBER, null).sql())
                .isEqualTo("SELECT MIN([a]]b]), MAX([a]]b]), COUNT([a]]b]) FROM [sales].[Orders]");
        assertThat(statements.percentiles(KEY, null, 1000).sql())
                .isEqualTo(
                        "SELECT runnel_key FROM (SELECT [Id] AS runnel_key, ROW_NUMBER() OVER (ORDER BY [Id]) AS runnel_row"
                                + " FROM [sales].[Orders] WHERE [Id] IS NOT NULL) r WHERE runnel_row > 1"
                                + " AND (runnel_row - 1) % 1000 = 0 ORDER BY runnel_row");
        assertThat(statements.greatest(INCREMENT)).isEqualTo("SELECT MAX([Placed At]) FROM [sales].[Orders]");
        assertThat(DIALECT.clock()).isEqualTo("SELECT CONVERT(varchar(27), SYSUTCDATETIME(), 121)");
    }

    @Test
    void valuesBecomeWhatTheirColumnIs() {
        assertThat(DIALECT.mark(new Column("c", "varchar", 10, 0, false, false)))
                .isEqualTo("CAST(? AS varchar(8000))");
        assertThat(DIALECT.mark(new Column("c", "nvarchar", 10, 0, false, false)))
                .isEqualTo("?");
        assertThat(DIALECT.mark(new Column("c", "datetimeoffset", 34, 3, false, false)))
                .isEqualTo("CONVERT(datetimeoffset(3), ?, 121)");
        assertThat(DIALECT.mark(new Column("c", "datetime", 23, 3, false, false)))
                .isEqualTo("CONVERT(datetime, ?, 121)");
    }

    @Test
    void theDriverIsHere() throws Exception {
        assertThat(DriverManager.getDriver("jdbc:sqlserver://127.0.0.1")
                        .getClass()
                        .getName())
                .isEqualTo("com.microsoft.sqlserver.jdbc.SQLServerDriver");
        ReadOptions options = Reads.of("jdbc:sqlserver://127.0.0.1:1;loginTimeout=1;password=secret", "sa", "t")
                .options();
        try {
            DatabaseSession.open(options).close();
        } catch (ReadFailure failure) {
            assertThat(failure.waitingHelps()).isTrue();
            assertThat(failure).hasMessageContaining("check 'url'").hasMessageNotContaining("secret");
            return;
        }
        throw new AssertionError("nobody listens there");
    }
}

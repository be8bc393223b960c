package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.dialect.KeyKind;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementsTest {
    @ParameterizedTest
    @CsvSource({
        "POSTGRES, timestamptz, 6, UTC, 2026-01-31 09:59:55.123456+00",
        "POSTGRES, timestamptz, 0, Europe/Berlin, 2026-01-31 09:59:55.000000+00",
        "POSTGRES, timestamp, 3, Europe/Berlin, 2026-01-31 10:59:55.123",
        "POSTGRES, date, 0, Pacific/Kiritimati, 2026-01-31",
        "MYSQL, timestamp, 0, Europe/Berlin, 2026-01-31 09:59:55.000000",
        "MYSQL, datetime, 0, Europe/Berlin, 2026-01-31 10:59:55",
        "SQLSERVER, datetime, 3, UTC, 2026-01-31 09:59:55.120",
        "SQLSERVER, smalldatetime, 0, UTC, 2026-01-31 09:59:00",
        "SQLSERVER, datetimeoffset, 7, UTC, 2026-01-31 09:59:55.123456 +00:00",
        "SQLITE, datetime, 0, UTC, 2026-01-31 09:59:55",
        "H2, timestamp, 1, UTC, 2026-01-31 09:59:55.1",
    })
    void theBoundIsTheClockLessTheLagDownToAStep(Database database, String type, int scale, String zone, String bound)
            throws Exception {
        KeyColumn column = new KeyColumn(new Column("at", type, 0, scale, false, true), KeyKind.TIME);
        ReadOptions options = Reads.of("jdbc:h2:mem:x", "sa", "t")
                .incrementBy("at", Duration.ofSeconds(5))
                .in(zone, true, Optional.empty())
                .options();
        try (Connection unused = DriverManager.getConnection("jdbc:h2:mem:")) {
            Increments increments = new Increments(unused, ReadDialect.of(database), options);
            assertThat(increments.bound(column, Instant.parse("2026-01-31T10:00:00.123456789Z")))
                    .isEqualTo(bound);
        }
    }

    /** A clock that is set back shows an hour again, and rows of its second time belong to no interval already read. */
    @Test
    void theBoundWaitsForTheHourThatIsShownTwice() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(Increments.leastFrom(Instant.parse("2026-10-24T23:30:00Z"), berlin))
                .hasToString("2026-10-25T01:30");
        assertThat(Increments.leastFrom(Instant.parse("2026-10-25T00:30:00Z"), berlin))
                .hasToString("2026-10-25T02:00");
        assertThat(Increments.leastFrom(Instant.parse("2026-10-25T01:30:00Z"), berlin))
                .hasToString("2026-10-25T02:30");
        assertThat(Increments.leastFrom(Instant.parse("2026-03-29T00:30:00Z"), berlin))
                .hasToString("2026-03-29T01:30");
    }

    @Test
    void aUniqueIndexMakesTheGreatestNumberReadable() throws Exception {
        String url = "jdbc:h2:mem:unique";
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            Reads.execute(
                    database,
                    "CREATE TABLE T (ID INT PRIMARY KEY, SEQ BIGINT UNIQUE, BATCH INT)",
                    "INSERT INTO T VALUES (1, 10, 1), (2, 20, 2), (3, 30, 2)");
            assertThat(read(url, "SEQ")).containsExactly("1", "2", "3");
            assertThat(read(url, "BATCH")).containsExactly("1");
            Reads.execute(database, "DELETE FROM T");
            assertThat(read(url, "SEQ")).isEmpty();
        }
    }

    private static List<String> read(String url, String column) throws ReadFailure {
        try (DatabaseSession session =
                Reads.of(url, "sa", "T").incrementBy(column, Duration.ZERO).open()) {
            Relation table = session.relations().get(0);
            List<String> found = new ArrayList<>();
            for (Split split : session.splits(table, session.interval(table, null))) {
                Reads.rows(session, split, Position.START, 100)
                        .forEach(row -> found.add(row.toString().replaceAll("\\D", "")));
            }
            return found;
        }
    }
}

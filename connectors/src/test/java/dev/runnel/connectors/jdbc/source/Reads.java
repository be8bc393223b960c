package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.RecordType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of a read, changed one by one, and what they read. */
record Reads(ReadOptions options) {
    static Reads of(String url, String user, String... tables) {
        return new Reads(new ReadOptions(
                url,
                Optional.of(user),
                Optional.empty(),
                List.of(tables),
                Optional.empty(),
                100,
                List.of(),
                Optional.empty(),
                1_000_000,
                Optional.empty(),
                Duration.ZERO,
                ZoneId.of("UTC"),
                true,
                Optional.empty()));
    }

    static Reads query(String url, String user, String sql) {
        ReadOptions o = of(url, user, "x").options;
        return new Reads(new ReadOptions(
                o.url(),
                o.user(),
                o.password(),
                List.of(),
                Optional.of(sql),
                o.fetchSize(),
                o.key(),
                o.splitBy(),
                o.splitRows(),
                o.incrementBy(),
                o.lag(),
                o.zone(),
                o.tinyintAsBoolean(),
                o.contract()));
    }

    Reads splitBy(@Nullable String column, long rows) {
        return with(options.key(), Optional.ofNullable(column), rows, options.incrementBy(), options.lag());
    }

    Reads key(String... columns) {
        return with(List.of(columns), options.splitBy(), options.splitRows(), options.incrementBy(), options.lag());
    }

    Reads incrementBy(String column, Duration lag) {
        return with(options.key(), options.splitBy(), options.splitRows(), Optional.of(column), lag);
    }

    private Reads with(
            List<String> key, Optional<String> splitBy, long rows, Optional<String> incrementBy, Duration lag) {
        return new Reads(new ReadOptions(
                options.url(),
                options.user(),
                options.password(),
                options.tables(),
                options.query(),
                options.fetchSize(),
                key,
                splitBy,
                rows,
                incrementBy,
                lag,
                options.zone(),
                options.tinyintAsBoolean(),
                options.contract()));
    }

    Reads in(String zone, boolean tinyintAsBoolean, Optional<RecordType> contract) {
        return new Reads(new ReadOptions(
                options.url(),
                options.user(),
                options.password(),
                options.tables(),
                options.query(),
                options.fetchSize(),
                options.key(),
                options.splitBy(),
                options.splitRows(),
                options.incrementBy(),
                options.lag(),
                ZoneId.of(zone),
                tinyintAsBoolean,
                contract));
    }

    DatabaseSession open() throws ReadFailure {
        return DatabaseSession.open(options);
    }

    /** Every row of every relation, split after split. */
    List<FoundRow> rows() throws ReadFailure {
        try (DatabaseSession session = open()) {
            List<FoundRow> rows = new ArrayList<>();
            for (Relation relation : session.relations()) {
                for (Split split : session.splits(relation, null)) {
                    rows.addAll(rows(session, split, Position.START, Integer.MAX_VALUE));
                }
            }
            return rows;
        }
    }

    List<String> json() throws ReadFailure {
        return rows().stream().map(Reads::text).toList();
    }

    RecordType fields() throws ReadFailure {
        try (DatabaseSession session = open()) {
            return session.fields(session.relations().get(0));
        }
    }

    static List<FoundRow> rows(DatabaseSession session, Split split, Position from, int most) throws ReadFailure {
        List<FoundRow> rows = new ArrayList<>();
        try (RowReader reader = session.read(split, from)) {
            while (rows.size() < most) {
                Optional<FoundRow> row = reader.next();
                if (row.isEmpty()) {
                    break;
                }
                rows.add(row.get());
            }
        }
        return rows;
    }

    static String text(FoundRow row) {
        return new String(row.json(), StandardCharsets.UTF_8);
    }

    /** Asserts that the one validator takes rows by the fields that are proposed for them. */
    static void areTaken(RecordType fields, List<FoundRow> rows) {
        RecordDecoder decoder =
                RecordDecoder.of(new Contract("s", fields, Optional.empty(), Optional.empty(), UnknownFields.REJECT));
        DecodedRecord record = decoder.newRecord();
        for (FoundRow row : rows) {
            boolean valid = decoder.decode(row.json(), 0, row.json().length, record);
            assertThat(valid).as("%s: %s", text(row), record.violations()).isTrue();
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

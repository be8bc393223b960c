package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The music shop's database, loaded into a server, and its tables read in two ways. */
final class Chinook {
    private static final Path FOLDER = Path.of("..", "..", "shared", "data", "chinook");

    private Chinook() {}

    /** Runs the script's statements behind those that make the database itself. */
    static void load(Connection database, String script, String behind) throws IOException, SQLException {
        Path file = FOLDER.resolve(script);
        assumeTrue(Files.exists(file), "the Chinook database is not beside the project: " + file);
        String sql = Files.readString(file);
        sql = sql.substring(sql.indexOf(behind) + behind.length()).replaceAll("(?s)/\\*.*?\\*/", "");
        try (Statement statement = database.createStatement()) {
            for (String each : sql.split(";\\s*\\n")) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }

    /** Every cell of every table is what the driver alone gives for it; the number of tables. */
    static int compare(Reads reads, Connection plain, String quote) throws SQLException, ReadFailure {
        int tables = 0;
        try (DatabaseSession session = reads.open()) {
            for (Relation relation : session.relations()) {
                RecordType fields = session.fields(relation);
                List<List<@Nullable String>> rows = new ArrayList<>();
                for (Split split : session.splits(relation, null)) {
                    rows.addAll(decoded(fields, Reads.rows(session, split, Position.START, Integer.MAX_VALUE)));
                }
                String name = ((Relation.Table) relation).name();
                assertThat(rows).as(name).isEqualTo(plainly(plain, quote + name + quote));
                tables++;
            }
        }
        return tables;
    }

    private static List<List<@Nullable String>> decoded(RecordType fields, List<FoundRow> rows) {
        RecordDecoder decoder =
                RecordDecoder.of(new Contract("s", fields, Optional.empty(), Optional.empty(), UnknownFields.REJECT));
        DecodedRecord record = decoder.newRecord();
        List<List<@Nullable String>> decoded = new ArrayList<>();
        for (FoundRow row : rows) {
            assertThat(row.broken()).isEmpty();
            assertThat(decoder.decode(row.json(), 0, row.json().length, record))
                    .as(Reads.text(row))
                    .isTrue();
            List<@Nullable String> cells = new ArrayList<>();
            for (int i = 0; i < fields.fields().size(); i++) {
                Object value = record.isNull(i) ? null : record.value(i);
                cells.add(value == null ? null : value.toString());
            }
            decoded.add(cells);
        }
        return decoded;
    }

    /** By the first column, which is every table's key or its first part; times in the form of an instant. */
    private static List<List<@Nullable String>> plainly(Connection database, String table) throws SQLException {
        List<List<@Nullable String>> found = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2")) {
            while (rows.next()) {
                List<@Nullable String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    boolean time = value != null && rows.getMetaData().getColumnType(i) == java.sql.Types.TIMESTAMP;
                    cells.add(time ? value.substring(0, 19).replace(' ', 'T') + "Z" : value);
                }
                found.add(cells);
            }
        }
        return found;
    }
}

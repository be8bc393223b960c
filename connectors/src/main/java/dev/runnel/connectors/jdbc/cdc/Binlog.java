package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.Relation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The binary log of MySQL and MariaDB. Debezium's offsets count the events and rows of a transaction too; those are left
 * out, since an update of a key is two changes of one row, and changes are counted here instead.
 */
final class Binlog implements ChangeLog {
    private static final String FILE = "file";
    private static final String PLACE = "pos";
    private static final String TRANSACTIONS = "gtids";

    /** What makes an offset that of a snapshot, or one inside of a transaction. */
    private static final List<String> WITHIN =
            List.of("snapshot", "snapshot_completed", "last_snapshot_record", "event", "row");

    /** Of the client below Debezium: it logs past all that is set for logs, and what matters Debezium says too. */
    private static final Logger CLIENT = Logger.getLogger("com.github.shyiko.mysql.binlog");

    private final CdcSettings settings;
    private final Server server;
    private final SchemaRecords.Records schemas;
    private @Nullable String repeating;

    Binlog(CdcSettings settings, Server server, SchemaRecords.Records schemas) {
        this.settings = settings;
        this.server = server;
        this.schemas = schemas;
        CLIENT.setLevel(Level.OFF);
    }

    @Override
    public void check() throws IOException {
        demand("log_bin", "ON", "start it with --log-bin and a --server-id of its own");
        demand("binlog_format", "ROW", "set binlog_format = ROW in its configuration");
        demand("binlog_row_image", "FULL", "set binlog_row_image = FULL in its configuration");
        files();
    }

    /** The server keeps nothing for a reader, but it needs a place to begin at. */
    @Override
    public void prepare(CdcPosition position) throws IOException {
        if (isNaming()
                && variable(server == Server.MARIADB ? "gtid_binlog_pos" : "gtid_executed")
                        .isBlank()) {
            throw new IOException(
                    "the server's log is empty, and has no place yet from which it could be read on: it is"
                            + " tried again until something is written, to any table");
        }
    }

    private void demand(String variable, String wanted, String advice) throws IOException {
        String value = variable(variable);
        if (!value.equalsIgnoreCase(wanted)) {
            throw new IOException("the server does not keep changes of rows: its " + variable + " is '" + value + "'; "
                    + advice + ", and restart it");
        }
    }

    /** Whether transactions have names, by which they are found again. */
    private boolean isNaming() throws IOException {
        return server == Server.MARIADB || variable("gtid_mode").equalsIgnoreCase("ON");
    }

    private String variable(String name) throws IOException {
        try {
            return rows("SHOW GLOBAL VARIABLES LIKE '" + name + "'").getOrDefault(name, "");
        } catch (SQLException e) {
            throw new IOException("the server does not say how it keeps changes: " + e.getMessage(), e);
        }
    }

    private Set<String> files() throws IOException {
        try {
            return rows("SHOW BINARY LOGS").keySet();
        } catch (SQLException e) {
            throw new IOException(
                    "'" + settings.user() + "' may not read changes (" + e.getMessage()
                            + "). Let an administrator execute: GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON"
                            + " *.* TO '" + settings.user() + "'",
                    e);
        }
    }

    @Override
    public void resume(CdcPosition position) throws IOException {
        String file = String.valueOf(position.log().get(FILE));
        if (!files().contains(file)) {
            throw ChangeLog.lost(
                    "the server has thrown away its log " + file
                            + ", which was not read to the end (keep it longer: binlog_expire_logs_seconds)",
                    settings);
        }
        if (isNaming() && !position.log().containsKey(TRANSACTIONS)) {
            throw ChangeLog.lost(
                    "the server names its transactions (gtid_mode), which it did not do when it was read before",
                    settings);
        }
    }

    @Override
    public Map<String, Object> start(CdcPosition position) {
        return position.log();
    }

    @Override
    public CdcPosition begun(SourceRecord record, CdcPosition at) {
        return at.behind(transaction(record), 0, schemas.kept());
    }

    /** A position moves on where nothing is written to the tables, so that the server may throw its files away. */
    @Override
    public CdcPosition passed(SourceRecord record, CdcPosition at) {
        return isAhead(record.sourceOffset(), at.log()) ? begun(record, at) : at;
    }

    /** Whether an offset is in a later file, or farther in the same one. */
    private static boolean isAhead(Map<String, ?> offset, Map<String, ?> other) {
        int files = Long.compare(number(offset), number(other));
        return files > 0 || files == 0 && position(offset) > position(other);
    }

    /** Files are numbered at their end. */
    private static long number(Map<String, ?> offset) {
        String file = String.valueOf(offset.get(FILE));
        String digits = file.substring(file.lastIndexOf('.') + 1);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    private static long position(Map<String, ?> offset) {
        return offset.get(PLACE) instanceof Number number ? number.longValue() : -1;
    }

    @Override
    public CdcPosition behind(SourceRecord change, CdcPosition at) {
        return at.isBegun() && place(change.sourceOffset()).equals(place(at.log()))
                ? at.behind(at.log(), at.skip() + 1, schemas.kept())
                : at.behind(transaction(change), 1, schemas.kept());
    }

    /** The offset of the beginning of a change's transaction. */
    private static Map<String, Object> transaction(SourceRecord record) {
        Map<String, Object> offset = new HashMap<>(record.sourceOffset());
        WITHIN.forEach(offset::remove);
        return offset;
    }

    @Override
    public void repeated(SourceRecord record, CdcPosition at) throws IOException {
        if (!ChangeReader.isRow(record)) {
            return;
        }
        String place = place(record.sourceOffset());
        if (repeating == null) {
            repeating = place;
        } else if (!repeating.equals(place)) {
            throw ChangeLog.other();
        }
    }

    /** The row image is a whole one. */
    @Override
    public boolean isWhole(Relation.Table table) {
        return true;
    }

    @Override
    public Map<String, Object> forgotten(CdcPosition position) {
        return Map.of();
    }

    @Override
    public String place(Map<String, ?> offset) {
        return offset.get(FILE) + ":" + offset.get(PLACE);
    }

    /** The first column of each row with its second. */
    private Map<String, String> rows(String sql) throws IOException, SQLException {
        try (Connection database = DatabaseSession.connect(settings.reading());
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Map<String, String> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
            return found;
        }
    }
}

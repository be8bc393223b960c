package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.Relation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's log through a replication slot. The server gives whole transactions in the order of their ends, always the
 * same; so a position is the end of a transaction and how many changes behind it were given. A start moves the slot there.
 */
final class WriteAheadLog implements ChangeLog {
    /** The end of a transaction, in a position. Where there is none, the slot's own beginning is meant. */
    private static final String END = "lsn";

    private static final String COMMITTED = "lsn_commit";
    private static final String PROCESSED = "lsn_proc";

    private final CdcSettings settings;
    private boolean inTransaction;

    WriteAheadLog(CdcSettings settings) {
        this.settings = settings;
    }

    @Override
    public void check() throws IOException {
        String level = ask("SHOW wal_level", null);
        if (!"logical".equals(level)) {
            throw new IOException("the server does not keep changes: its wal_level is '" + level
                    + "'. Set 'wal_level = logical' in postgresql.conf (or ALTER SYSTEM SET wal_level = logical) and restart"
                    + " it");
        }
        String allowed = ask(
                "SELECT rolsuper OR rolreplication OR EXISTS (SELECT 1 FROM pg_roles m WHERE m.rolname ="
                        + " 'rds_replication' AND pg_has_role(current_user, m.oid, 'member'))"
                        + " FROM pg_roles WHERE rolname = current_user",
                null);
        if (!"t".equals(allowed)) {
            throw new IOException(
                    "'" + settings.user() + "' may not read changes. Let an administrator execute: ALTER ROLE \""
                            + settings.user() + "\" REPLICATION");
        }
    }

    /** Clears away what an earlier beginning left. */
    @Override
    public void prepare(CdcPosition position) throws IOException {
        ask("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?", position.id());
    }

    /** Moves the slot to the position, too. */
    @Override
    public void resume(CdcPosition position) throws IOException {
        String id = position.id();
        String state = ask(
                "SELECT concat_ws(' ', active, confirmed_flush_lsn - '0/0'::pg_lsn, coalesce(wal_status, ''))"
                        + " FROM pg_replication_slots WHERE slot_name = ?",
                id);
        if (state == null) {
            throw ChangeLog.lost("the replication slot '" + id + "' is not there any more", settings);
        }
        String[] parts = state.split(" ", -1);
        if (parts[0].equals("t")) {
            throw new IOException("the replication slot '" + id + "' is still in use, by this reader before it was"
                    + " ended; it is tried again");
        }
        if (parts.length > 2 && parts[2].equals("lost")) {
            throw ChangeLog.lost(
                    "the server has thrown away what the replication slot '" + id + "' needs (max_slot_wal_keep_size)",
                    settings);
        }
        long end = end(position);
        long confirmed = Long.parseLong(parts[1]);
        if (end >= 0 && confirmed > end) {
            throw ChangeLog.lost(
                    "the replication slot '" + id + "' stands at " + shown(confirmed) + ", behind what was read ("
                            + shown(end) + ")",
                    settings);
        }
        if (end > confirmed) {
            ask("SELECT (pg_replication_slot_advance(?, '" + shown(end) + "'::pg_lsn)).end_lsn::text", id);
        }
    }

    private static long end(CdcPosition position) {
        return position.log().get(END) instanceof Long end ? end : -1;
    }

    /** The slot is where it has to begin. */
    @Override
    public Map<String, Object> start(CdcPosition position) {
        return Map.of();
    }

    /** Where the slot was made. */
    @Override
    public CdcPosition begun(SourceRecord record, CdcPosition at) {
        return at.behind(Map.of(), 0);
    }

    @Override
    public CdcPosition passed(SourceRecord record, CdcPosition at) {
        Map<String, ?> offset = record.sourceOffset();
        if (record.value() instanceof Struct value && value.schema().field("status") != null) {
            inTransaction = "BEGIN".equals(value.getString("status"));
            return inTransaction ? at : at.behind(until(offset.get(COMMITTED)), 0);
        }
        // What the server has looked through, and found nothing in, it need not keep either.
        boolean between = !inTransaction && at.skip() == 0 && at.isBegun();
        return between && offset.get(PROCESSED) instanceof Long reached && reached > end(at)
                ? at.behind(until(reached), 0)
                : at;
    }

    private static Map<String, Object> until(@Nullable Object end) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(END, Objects.requireNonNull(end));
        return offset;
    }

    @Override
    public CdcPosition behind(SourceRecord change, CdcPosition at) {
        return at.behind(at.isBegun() ? at.log() : Map.of(), at.skip() + 1);
    }

    /** A transaction that ends before the place that was reached is not the same. */
    @Override
    public void repeated(SourceRecord record, CdcPosition at) throws IOException {
        if (ChangeReader.isRow(record)) {
            return;
        }
        passed(record, at);
        if (record.value() instanceof Struct value
                && value.schema().field("status") != null
                && "END".equals(value.getString("status"))) {
            throw ChangeLog.other();
        }
    }

    @Override
    public boolean isWhole(Relation.Table table) throws IOException {
        String identity =
                ask("SELECT relreplident FROM pg_class WHERE oid = to_regclass(?)", table.from(Database.POSTGRES));
        return "f".equals(identity);
    }

    @Override
    public Map<String, Object> forgotten(CdcPosition position) {
        Map<String, Object> offset = new HashMap<>();
        long end = end(position);
        if (end >= 0) {
            offset.put(COMMITTED, end);
            offset.put(PROCESSED, end);
        }
        return offset;
    }

    @Override
    public String place(Map<String, ?> offset) {
        return offset.get("lsn") instanceof Long lsn ? shown(lsn) : "";
    }

    /** As PostgreSQL writes it: two halves in hexadecimal. */
    private static String shown(long lsn) {
        return Long.toHexString(lsn >>> 32).toUpperCase(Locale.ROOT) + "/"
                + Long.toHexString(lsn & 0xffff_ffffL).toUpperCase(Locale.ROOT);
    }

    /** The first value of the first row. */
    private @Nullable String ask(String sql, @Nullable String parameter) throws IOException {
        try (Connection database = DatabaseSession.connect(settings.reading())) {
            database.setAutoCommit(true);
            database.setReadOnly(false);
            try (PreparedStatement statement = database.prepareStatement(sql)) {
                if (parameter != null) {
                    statement.setString(1, parameter);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? rows.getString(1) : null;
                }
            }
        } catch (SQLException e) {
            throw new IOException("the server does not say how it keeps changes: " + e.getMessage(), e);
        }
    }
}

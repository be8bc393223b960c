package dev.runnel.connectors.jdbc.cdc;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.RowJson;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes records of changes: the row as it is now, of a deleted one as it was. Not thread safe. */
final class ChangeRows implements Closeable {
    private static final Map<String, String> OPERATIONS =
            Map.of("r", "read", "c", "insert", "u", "update", "d", "delete");

    private final CdcSettings settings;
    private final Server server;
    private final ChangeLog log;
    private final Map<String, Relation.Table> tables = new HashMap<>();
    private final Map<String, Known> columns = new HashMap<>();
    private final RowJson json;
    private final ConnectRow row;
    private final Optional<TimeFormat> changedAt;
    private final boolean isOperationWanted;
    private final boolean isTableWanted;

    /** The columns of a table while its changes have a schema. */
    private record Known(Schema schema, TableColumns columns) {}

    ChangeRows(CdcSettings settings, Server server, List<Relation.Table> tables, ChangeLog log) throws IOException {
        this.settings = settings;
        this.server = server;
        this.log = log;
        json = new RowJson();
        row = new ConnectRow(server);
        for (Relation.Table table : tables) {
            this.tables.put(TaskProperties.space(settings, table) + "." + table.name(), table);
        }
        var type = settings.contract().contract().type();
        isOperationWanted = CdcSpec.field(type, CdcSpec.OPERATION).isPresent();
        isTableWanted = CdcSpec.field(type, CdcSpec.TABLE).isPresent();
        changedAt = CdcSpec.field(type, CdcSpec.CHANGED_AT).map(dev.runnel.core.contract.Field::timeFormat);
    }

    /** The record of a change; empty for a delete that is not wanted. */
    Optional<SourceRecord> of(org.apache.kafka.connect.source.SourceRecord found) throws IOException {
        Struct change = (Struct) found.value();
        Struct source = change.getStruct("source");
        String op = change.getString("op");
        String name = source.getString(server == Server.POSTGRES ? "schema" : "db") + "." + source.getString("table");
        String place = name + "@" + (op.equals("r") ? "snapshot" : log.place(found.sourceOffset()));
        if (op.equals("d") && !settings.areDeletesWanted()) {
            return Optional.empty();
        }
        if (!OPERATIONS.containsKey(op)) {
            String what =
                    op.equals("t") ? "the table " + name + " was emptied (TRUNCATE)" : "a change of kind '" + op + "'";
            return Optional.of(SourceRecord.broken(
                    "{}".getBytes(StandardCharsets.UTF_8),
                    place,
                    new Violation(Reason.TYPE, "", what + ", which no record of a row can say", -1)));
        }
        Struct values = change.getStruct(op.equals("d") ? "before" : "after");
        Struct key = found.key() instanceof Struct struct ? struct : null;
        TableColumns table = table(name, change.schema());
        return Optional.of(record(op, table, name, place, source, values == null ? key : values, key));
    }

    private SourceRecord record(
            String op,
            TableColumns table,
            String name,
            String place,
            Struct source,
            @Nullable Struct values,
            @Nullable Struct key)
            throws IOException {
        Violation missing = null;
        json.begin();
        if (values != null) {
            for (Field field : values.schema().fields()) {
                boolean known = !op.equals("d")
                        || table.isWhole()
                        || key != null && key.schema().field(field.name()) != null;
                if (!known) {
                    continue;
                }
                Object value = values.getWithoutDefault(field.name());
                if (ConnectRow.isUnchanged(value)) {
                    missing = new Violation(
                            Reason.REQUIRED,
                            field.name(),
                            "the value did not change, and is so large that PostgreSQL does not write it again: ALTER TABLE "
                                    + name + " REPLICA IDENTITY FULL",
                            -1);
                    continue;
                }
                json.member(new SerializedString(field.name()));
                write(table, field, value);
            }
        }
        members(op, name, source);
        byte[] bytes = json.end();
        Violation first = missing;
        return new SourceRecord(null, bytes, place, first == null ? json.broken() : Optional.of(first));
    }

    private void write(TableColumns table, Field field, @Nullable Object value) throws IOException {
        var column = table.find(field.name());
        try {
            if (column.isPresent()) {
                Column known = column.get().column();
                row.set(field.schema(), value, known.bareType(), known.scale());
                column.get().cell().write(row.asResult(), 1, json);
            } else {
                row.set(field.schema(), value);
                row.write(json);
            }
        } catch (SQLException e) {
            throw new IOException("the column '" + field.name() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private void members(String op, String name, Struct source) throws IOException {
        if (isOperationWanted) {
            json.member(new SerializedString(CdcSpec.OPERATION));
            json.text(OPERATIONS.getOrDefault(op, op));
        }
        if (isTableWanted) {
            json.member(new SerializedString(CdcSpec.TABLE));
            json.text(name);
        }
        if (changedAt.isPresent()) {
            json.member(new SerializedString(CdcSpec.CHANGED_AT));
            json.instant(Instant.ofEpochMilli(source.getInt64("ts_ms")), changedAt.get());
        }
    }

    /** Asked anew when the table was changed, which its schema shows. */
    private TableColumns table(String name, Schema schema) throws IOException {
        Known known = columns.get(name);
        if (known == null || !known.schema().equals(schema)) {
            known = new Known(schema, TableColumns.of(settings, tables.get(name), log));
            columns.put(name, known);
        }
        return known.columns();
    }

    @Override
    public void close() {
        columns.clear();
    }
}

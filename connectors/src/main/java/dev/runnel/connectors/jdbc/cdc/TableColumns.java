package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.ReadColumn;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.connectors.jdbc.source.Relation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of a table as the source {@code jdbc} reads them, so that a value is the same from both.
 *
 * @param isWhole whether a deleted row is given with all of them
 */
record TableColumns(Map<String, ReadColumn> columns, boolean isWhole) {
    private static final Logger LOG = LoggerFactory.getLogger(TableColumns.class);

    /** Asks the database. A table that is gone by now has none: its changes are written by what is known of them. */
    static TableColumns of(CdcSettings settings, Relation.@Nullable Table table, ChangeLog log) throws IOException {
        if (table == null) {
            return new TableColumns(Map.of(), false);
        }
        try (DatabaseSession session = DatabaseSession.open(settings.reading())) {
            Map<String, ReadColumn> columns = new HashMap<>();
            for (ReadColumn column : columns(session, table)) {
                columns.put(column.column().name(), column);
            }
            return new TableColumns(columns, log.isWhole(table));
        }
    }

    private static List<ReadColumn> columns(DatabaseSession session, Relation.Table table) throws ReadFailure {
        try {
            return session.columns(table);
        } catch (ReadFailure e) {
            if (e.waitingHelps()) {
                throw e;
            }
            LOG.warn("the columns of {} are not known: {}", table.shown(), e.getMessage());
            return List.of();
        }
    }

    Optional<ReadColumn> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }
}

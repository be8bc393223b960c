package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.engine.source.Cursor;
import dev.runnel.engine.source.Cursors;
import org.jspecify.annotations.Nullable;

/** Opens ranges over one connection. */
final class TableCursors implements Cursors<TableSplit, Position> {
    private final TableReading reading;
    private @Nullable DatabaseSession session;

    TableCursors(TableReading reading) {
        this.reading = reading;
    }

    @Override
    public Cursor<Position> open(TableSplit split) throws ReadFailure {
        DatabaseSession open = session;
        if (open == null) {
            open = reading.open();
            session = open;
        }
        return open.read(split.split(), split.position());
    }

    @Override
    public void close() {
        DatabaseSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}

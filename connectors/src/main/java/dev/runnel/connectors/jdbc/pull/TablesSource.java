package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.source.Cursors;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.Looks;
import dev.runnel.engine.source.Memory;
import dev.runnel.engine.source.PulledSource;
import dev.runnel.engine.source.Search;
import org.apache.flink.api.connector.source.Source;

/** Tables or a query, in ranges side by side: once, or again and again by a growing column. */
public final class TablesSource extends PulledSource<TableSplit, Position, Planned> {
    private static final long serialVersionUID = 1;

    private final TableReading reading;

    private TablesSource(TableReading reading) {
        super(reading.every() == null ? Looks.once() : Looks.every(reading.every()));
        this.reading = reading;
    }

    /** What a stream's source names. */
    public static Source<SourceRecord, ?, ?> of(Origin origin) {
        return new TablesSource(TableReading.of(origin.settings(), origin.contract()));
    }

    @Override
    protected Search<TableSplit, Planned> search(Planned before) {
        return new TableSearch(reading, before);
    }

    @Override
    protected Cursors<TableSplit, Position> cursors() {
        return new TableCursors(reading);
    }

    @Override
    protected Form<TableSplit> splitForm() {
        return TableForms.SPLITS;
    }

    @Override
    protected Memory<Planned> memory() {
        return new Memory<>(Planned.NOTHING, TableForms.PLANNED);
    }
}

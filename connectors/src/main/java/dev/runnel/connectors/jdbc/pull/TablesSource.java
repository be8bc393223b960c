package dev.runnel.connectors.jdbc.pull;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Tables or a query, in ranges side by side: once, or again and again by a growing column. */
public final class TablesSource implements Source<SourceRecord, TableSplit, Planned> {
    private static final long serialVersionUID = 1;

    private final TableReading reading;

    private TablesSource(TableReading reading) {
        this.reading = reading;
    }

    /** What a stream's source names. */
    public static Source<SourceRecord, ?, ?> of(Origin origin) {
        return new TablesSource(TableReading.of(origin.settings(), origin.contract()));
    }

    @Override
    public Boundedness getBoundedness() {
        return reading.every() == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<TableSplit, Planned> createEnumerator(SplitEnumeratorContext<TableSplit> context) {
        return restoreEnumerator(context, Planned.nothing());
    }

    @Override
    public SplitEnumerator<TableSplit, Planned> restoreEnumerator(
            SplitEnumeratorContext<TableSplit> context, Planned before) {
        return new TableEnumerator(context, reading, before);
    }

    @Override
    public SourceReader<SourceRecord, TableSplit> createReader(SourceReaderContext context) {
        return new TablesReader(reading, context);
    }

    @Override
    public SimpleVersionedSerializer<TableSplit> getSplitSerializer() {
        return new TableForm<>();
    }

    @Override
    public SimpleVersionedSerializer<Planned> getEnumeratorCheckpointSerializer() {
        return new TableForm<>();
    }
}

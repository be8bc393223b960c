package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.FoundRow;
import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.core.record.SourceRecord;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Gives the rows of ranges, and remembers of each range the position of the last one given. */
final class TablesReader
        extends SingleThreadMultiplexSourceReaderBase<FoundRow, SourceRecord, TableSplit, TablesReader.Progress> {

    /** How far a range is read. */
    static final class Progress {
        private final TableSplit split;
        private Position position;

        Progress(TableSplit split) {
            this.split = split;
            this.position = split.position();
        }
    }

    TablesReader(TableReading reading, SourceReaderContext context) {
        super(() -> new TableSplitReader(reading), TablesReader::emit, context.getConfiguration(), context);
    }

    private static void emit(FoundRow row, SourceOutput<SourceRecord> out, Progress progress) {
        out.collect(new SourceRecord(null, row.json(), row.place(), row.broken()));
        progress.position = row.position();
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, Progress> finished) {
        context.sendSplitRequest();
    }

    @Override
    protected Progress initializedState(TableSplit split) {
        return new Progress(split);
    }

    @Override
    protected TableSplit toSplitType(String id, Progress progress) {
        return progress.split.at(progress.position);
    }
}

package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.FileReading;
import dev.runnel.connectors.files.record.FileRecord;
import dev.runnel.connectors.files.record.Mark;
import dev.runnel.core.record.SourceRecord;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Gives the records of files, and remembers of each file the place behind the last one given. */
final class FilesReader
        extends SingleThreadMultiplexSourceReaderBase<FileRecord, SourceRecord, FileSplit, FilesReader.Progress> {

    /** How far a file is read. */
    static final class Progress {
        private final FileSplit split;
        private Mark mark;

        Progress(FileSplit split) {
            this.split = split;
            this.mark = split.mark();
        }
    }

    FilesReader(FileReading reading, SourceReaderContext context) {
        super(() -> new FileSplitReader(reading), FilesReader::emit, context.getConfiguration(), context);
    }

    private static void emit(FileRecord record, SourceOutput<SourceRecord> out, Progress progress) {
        out.collect(new SourceRecord(null, record.value(), record.at().toString(), record.broken()));
        progress.mark = record.next();
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
    protected Progress initializedState(FileSplit split) {
        return new Progress(split);
    }

    @Override
    protected FileSplit toSplitType(String id, Progress progress) {
        return new FileSplit(progress.split.file(), progress.mark);
    }
}

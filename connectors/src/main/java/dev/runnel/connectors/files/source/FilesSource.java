package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.FileReading;
import dev.runnel.connectors.files.FilesOptions;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import java.util.ArrayList;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Files, each read once, several side by side. */
public final class FilesSource implements Source<SourceRecord, FileSplit, Looked> {
    private static final long serialVersionUID = 1;

    private final FileLook look;
    private final FileReading reading;

    private FilesSource(FileLook look, FileReading reading) {
        this.look = look;
        this.reading = reading;
    }

    /** The files that a stream's source names. */
    public static Source<SourceRecord, ?, ?> of(Origin origin) {
        return new FilesSource(
                new FileLook(
                        origin.directory().toAbsolutePath().toString(),
                        new ArrayList<>(origin.settings().get(FilesOptions.PATH)),
                        origin.settings().find(FilesOptions.WATCH).orElse(null)),
                FileReading.of(origin.settings(), origin.contract()));
    }

    @Override
    public Boundedness getBoundedness() {
        return look.watch() == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FileSplit, Looked> createEnumerator(SplitEnumeratorContext<FileSplit> context) {
        return restoreEnumerator(context, Looked.AT_NOTHING);
    }

    @Override
    public SplitEnumerator<FileSplit, Looked> restoreEnumerator(
            SplitEnumeratorContext<FileSplit> context, Looked before) {
        return new FileEnumerator(context, look, before);
    }

    @Override
    public SourceReader<SourceRecord, FileSplit> createReader(SourceReaderContext context) {
        return new FilesReader(reading, context);
    }

    @Override
    public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
        return FileForms.SPLITS;
    }

    @Override
    public SimpleVersionedSerializer<Looked> getEnumeratorCheckpointSerializer() {
        return FileForms.LOOKED;
    }
}

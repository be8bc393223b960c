package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.FilesOptions;
import dev.runnel.connectors.files.folder.ReadFiles;
import dev.runnel.connectors.format.FileReading;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.source.Cursors;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.Looks;
import dev.runnel.engine.source.Memory;
import dev.runnel.engine.source.PulledSource;
import dev.runnel.engine.source.Search;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Files, each read once, several side by side. */
public final class FilesSource extends PulledSource<FileSplit, Mark, List<ReadFiles.Entry>> {
    private static final long serialVersionUID = 1;

    private final FileLook look;
    private final FileReading reading;

    private FilesSource(FileLook look, FileReading reading) {
        super(look.watch() == null ? Looks.atEachStart() : Looks.every(look.watch()));
        this.look = look;
        this.reading = reading;
    }

    /** The files that a stream's source names. */
    public static Source<SourceRecord, ?, ?> of(Origin origin) {
        return new FilesSource(
                new FileLook(
                        origin.directory().toAbsolutePath().toString(),
                        new ArrayList<>(origin.settings().get(FilesOptions.PATH)),
                        new ArrayList<>(origin.environment().files().allowed()),
                        origin.settings().find(FilesOptions.WATCH).orElse(null)),
                FileReading.of(origin.settings(), origin.contract()));
    }

    @Override
    protected Search<FileSplit, List<ReadFiles.Entry>> search(List<ReadFiles.Entry> known) {
        return new FileSearch(look, known);
    }

    @Override
    protected Cursors<FileSplit, Mark> cursors() {
        return new FileCursors(reading);
    }

    @Override
    protected Form<FileSplit> splitForm() {
        return FileForms.SPLITS;
    }

    @Override
    protected Memory<List<ReadFiles.Entry>> memory() {
        return new Memory<>(List.of(), FileForms.KNOWN);
    }
}

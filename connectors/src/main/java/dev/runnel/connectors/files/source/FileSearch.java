package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.ReadFiles;
import dev.runnel.engine.source.Search;
import java.io.IOException;
import java.util.List;

/** Looks for files that were not read yet. */
final class FileSearch implements Search<FileSplit, List<ReadFiles.Entry>> {
    private final FileLook look;
    private final ReadFiles files;
    private List<ReadFiles.Entry> known;

    FileSearch(FileLook look, List<ReadFiles.Entry> known) {
        this.look = look;
        this.files = new ReadFiles(known);
        this.known = known;
    }

    /** Takes a while where a large file is read for its digest. */
    @Override
    public Found<FileSplit, List<ReadFiles.Entry>> look() throws IOException {
        List<FileSplit> taken = look.look(files);
        if (!taken.isEmpty()) {
            known = files.entries();
        }
        return new Found<>(taken, known);
    }
}

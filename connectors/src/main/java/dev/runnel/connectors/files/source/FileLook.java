package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.FileFinder;
import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.files.folder.ReadFiles;
import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.connectors.format.record.Mark;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where files are looked for.
 *
 * @param directory the pipeline's folder
 * @param allowed further folders and addresses, where files may be read
 * @param watch how often; null for once
 */
record FileLook(String directory, ArrayList<String> paths, ArrayList<String> allowed, @Nullable Duration watch)
        implements Serializable {
    /** In a folder that is watched, a file that was changed just now may still be written. */
    private static final long QUIET_MILLIS = 2000;

    /**
     * Looks for files that are new.
     *
     * @param known files that were taken before; those that are taken are added
     * @throws IOException when a file or a folder cannot be read, saying which and what to do
     */
    List<FileSplit> look(ReadFiles known) throws IOException {
        FileFinder finder = new FileFinder(new AllowedFolders(Path.of(directory), allowed));
        long quiet = watch == null ? Long.MAX_VALUE : System.currentTimeMillis() - QUIET_MILLIS;
        List<FileSplit> taken = new ArrayList<>();
        for (FoundFile file : finder.find(paths)) {
            if (file.modified() <= quiet && known.take(file) == ReadFiles.Novelty.NEW) {
                taken.add(new FileSplit(file, Mark.START));
            }
        }
        return taken;
    }
}

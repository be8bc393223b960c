package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.ReadFiles;
import java.util.List;

/**
 * What is remembered of a source's files.
 *
 * @param known every file that was taken
 * @param waiting those of them that nobody has begun to read, in their order
 */
record Looked(List<ReadFiles.Entry> known, List<FileSplit> waiting) {
    static final Looked AT_NOTHING = new Looked(List.of(), List.of());

    Looked {
        known = List.copyOf(known);
        waiting = List.copyOf(waiting);
    }
}

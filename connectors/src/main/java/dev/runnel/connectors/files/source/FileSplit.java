package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.files.record.Mark;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A file to be read.
 *
 * @param mark where reading begins, or goes on
 */
record FileSplit(FoundFile file, Mark mark) implements SourceSplit {
    @Override
    public String splitId() {
        return file.path() + "?" + file.size() + "," + file.modified();
    }
}

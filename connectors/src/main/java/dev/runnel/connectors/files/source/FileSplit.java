package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.engine.source.PulledSplit;

/**
 * A file to be read.
 *
 * @param mark where reading begins, or goes on
 */
record FileSplit(FoundFile file, Mark mark) implements PulledSplit<FileSplit, Mark> {
    @Override
    public String splitId() {
        return file.path() + "?" + file.size() + "," + file.modified();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public FileSplit at(Mark next) {
        return new FileSplit(file, next);
    }
}

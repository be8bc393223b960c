package dev.runnel.connectors.files.source;

import dev.runnel.connectors.format.FileReading;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.engine.source.Cursor;
import dev.runnel.engine.source.Cursors;

/** Opens files; they share nothing. */
record FileCursors(FileReading reading) implements Cursors<FileSplit, Mark> {
    @Override
    public Cursor<Mark> open(FileSplit split) {
        return new FileCursor(reading, split);
    }

    @Override
    public void close() {
        // holds nothing open
    }
}

package dev.runnel.connectors.format.record;

import dev.runnel.engine.source.Cursor;
import java.io.IOException;
import java.util.Optional;

/**
 * The records of one file in their order, read as they are asked for: memory does not grow with the file. Used by one
 * thread at a time. A reader that is opened at a record's {@link FileRecord#next} gives exactly the records behind it.
 */
public interface RecordReader extends Cursor<Mark> {

    /**
     * The next record; empty at the end of the file. A record that cannot be read is given with the reason, and reading
     * goes on behind it.
     *
     * @throws BrokenFileException when nothing behind the last record can be read, since the file is not what it is
     *     said to be; asking again does not help
     * @throws IOException when the file cannot be reached; opened again at the last mark, reading may go on
     */
    @Override
    Optional<FileRecord> next() throws IOException;
}

package dev.runnel.cli.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The records of a file, one after the other, as the bytes that stand there. Not thread safe. */
interface RecordFile extends Closeable {

    /**
     * One record.
     *
     * @param bytes as they stand in the file, without the line's end
     * @param end the offset in the file after it: reading goes on from there
     */
    record FileRecord(byte[] bytes, long end) {}

    /**
     * The next record, empty at the end of the file.
     *
     * @throws IOException when the file cannot be read, or an array is not JSON
     */
    Optional<FileRecord> next() throws IOException;

    /**
     * Opens a file of one record a line, or of one JSON array: the first character that is no space decides.
     *
     * @param from 0, or the {@link FileRecord#end} of a record read earlier
     */
    static RecordFile open(Path file, long from) throws IOException {
        return startsWithBracket(file) ? new ArrayFile(file, from) : new LineFile(file, from);
    }

    private static boolean startsWithBracket(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(64 * 1024);
            for (byte b : head) {
                if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                    return b == '[';
                }
            }
            return false;
        }
    }
}

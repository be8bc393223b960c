package dev.runnel.connectors.format.json;

import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.connectors.format.text.Encoding;
import dev.runnel.connectors.format.text.Lines;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One JSON object on each line; blank lines are passed over. The bytes of a line are handed on as they are: whether they
 * are JSON through and through is the decoder's to say. A line that does not begin and end as an object does is broken.
 * Marks are sought; in compressed files the content before is unpacked again.
 */
public final class JsonLines implements RecordReader {
    private final DataFile file;
    private final Encoding encoding;
    private final Lines lines;

    private JsonLines(DataFile file, Encoding encoding, Lines lines) {
        this.file = file;
        this.encoding = encoding;
        this.lines = lines;
    }

    /**
     * Opens a file.
     *
     * @param told the charset, when it is said
     * @throws IOException when the file cannot be read
     */
    public static JsonLines open(DataFile file, Compression compression, Optional<Charset> told, Mark from)
            throws IOException {
        Encoding encoding = Encoding.of(file, compression, told);
        long offset = Math.max(from.offset(), encoding.markBytes());
        Lines lines = new Lines(compression.open(file, offset), encoding, false, offset, from.row());
        return new JsonLines(file, encoding, lines);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (true) {
            lines.begin();
            if (!lines.next()) {
                return lines.isTooLong() ? Optional.of(tooLong()) : Optional.empty();
            }
            if (!encoding.isUtf8()) {
                byte[] original = lines.record();
                if (!isBlank(original)) {
                    return Optional.of(inUtf8(original));
                }
                continue;
            }
            byte[] bytes = lines.buffer();
            int from = lines.lineStart();
            int to = lines.lineEnd();
            while (from < to && isSpace(bytes[from])) {
                from++;
            }
            while (to > from && isSpace(bytes[to - 1])) {
                to--;
            }
            if (from < to) {
                return Optional.of(record(Arrays.copyOfRange(bytes, from, to)));
            }
        }
    }

    private FileRecord inUtf8(byte[] original) {
        try {
            CharBuffer text = encoding.charset().newDecoder().decode(ByteBuffer.wrap(original));
            return record(text.toString().strip().getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            String message = "the line is no " + encoding.charset().name() + " text: " + e.getMessage();
            return broken(original, Reason.SYNTAX, message);
        }
    }

    private FileRecord record(byte[] line) {
        if (line[0] != '{' || line[line.length - 1] != '}') {
            return broken(line, Reason.SYNTAX, "a line is one JSON object, from '{' to '}'; this one is none");
        }
        return FileRecord.of(line, place(), mark());
    }

    private FileRecord tooLong() throws IOException {
        byte[] head = lines.skipLine(FileRecord.KEPT_BYTES);
        return broken(
                head,
                Reason.TOO_LARGE,
                "the line has more than " + RecordDecoder.MAX_BYTES + " bytes; the first " + FileRecord.KEPT_BYTES
                        + " are kept");
    }

    private FileRecord broken(byte[] original, Reason reason, String message) {
        return FileRecord.broken(original, place(), mark(), new Violation(reason, "", message, 0));
    }

    private Place place() {
        return new Place(file.name(), Optional.empty(), lines.row());
    }

    private Mark mark() {
        return new Mark(lines.nextOffset(), 0, lines.nextRow());
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != 0 && !isSpace(b)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

package dev.runnel.connectors.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one JSON array of any length, or JSON objects one behind the other. A parser finds where each begins
 * and ends; its bytes are then taken as they stand. What is no object is broken. Where the text stops being JSON the file
 * is broken: behind that place records cannot be told apart. Marks are sought in plain UTF-8; otherwise the content before
 * is read again.
 */
public final class JsonValues implements RecordReader {
    // Reading that goes on inside of an array begins before a comma or the closing bracket: this makes it an array
    // again.
    private static final byte[] HEAD = "[null".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // the content is UTF-8
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(RecordDecoder.MAX_BYTES)
                    .maxNameLength(RecordDecoder.MAX_BYTES)
                    .build())
            .build();

    private final DataFile file;
    private final ByteWindow window;
    private final JsonParser json;
    /** What is to be added to the parser's offsets and to be taken from those of the content. */
    private final long shift;

    private final boolean array;
    private long row;
    private boolean ended;

    private JsonValues(DataFile file, InputStream content, long offset, boolean array, Mark from) throws IOException {
        boolean inside = array && !from.equals(Mark.START);
        this.file = file;
        this.array = array;
        this.row = from.row() - 1;
        this.shift = inside ? offset - HEAD.length : offset;
        this.window =
                new ByteWindow(inside ? new SequenceInputStream(new ByteArrayInputStream(HEAD), content) : content);
        this.json = FACTORY.createParser(window);
        if (inside) {
            json.nextToken();
            json.nextToken();
        }
    }

    /**
     * Opens a file.
     *
     * @param told the charset, when it is said
     * @throws IOException when the file cannot be read
     */
    public static JsonValues open(DataFile file, Compression compression, Optional<Charset> told, Mark from)
            throws IOException {
        Utf8Content content = Utf8Content.of(file, compression, told);
        long offset = Math.max(from.offset(), content.begin());
        boolean array = content.first() == '[';
        return new JsonValues(file, content.open(offset), offset, array, from);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY
                    && array
                    && json.getParsingContext().getParent().inRoot()) {
                token = json.nextToken();
            }
            if (token == null || (token == JsonToken.END_ARRAY && array)) {
                ended = true;
                return endOf(token);
            }
            return Optional.of(record(token));
        } catch (JsonProcessingException e) {
            throw broken("it is no JSON", e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw broken("it is not in its encoding", e.getMessage(), e);
        }
    }

    private Optional<FileRecord> endOf(@Nullable JsonToken token) throws IOException {
        if (token != null && json.nextToken() != null) {
            throw broken("something stands behind the array", null, null);
        }
        return Optional.empty();
    }

    private FileRecord record(JsonToken token) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        window.keepFrom(start);
        json.skipChildren();
        json.finishToken();
        long end = json.currentLocation().getByteOffset();
        byte[] bytes = window.slice(start, end);
        row++;
        Place at = new Place(file.name(), Optional.empty(), row);
        Mark mark = new Mark(end + shift, 0, row + 1);
        if (end - start > RecordDecoder.MAX_BYTES) {
            String message = "the record has %d bytes, of which the first %d are kept; up to %d are allowed"
                    .formatted(end - start, bytes.length, RecordDecoder.MAX_BYTES);
            return FileRecord.broken(bytes, at, mark, new Violation(Reason.TOO_LARGE, "", message, 0));
        }
        if (token != JsonToken.START_OBJECT) {
            return FileRecord.broken(
                    bytes, at, mark, new Violation(Reason.SYNTAX, "", "a record is a JSON object; this is none", 0));
        }
        return FileRecord.of(bytes, at, mark);
    }

    private BrokenFileException broken(String what, @Nullable String why, @Nullable Exception cause) {
        long at = json.currentLocation().getByteOffset() + shift;
        return new BrokenFileException(
                file.name(),
                what + " behind record " + row + ", at byte " + at + (why == null ? "" : ": " + why),
                "mend it, or say `format: ndjson` when each line is a record",
                cause);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

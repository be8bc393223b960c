package dev.runnel.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The elements of one JSON array of any size. A parser finds where each begins and ends; its bytes are then taken from
 * the file as they stand.
 */
final class ArrayFile implements RecordFile {
    // Reading that goes on inside the array begins before a comma or the closing bracket: this makes it an array again.
    private static final byte[] HEAD = "[null".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final FileChannel channel;
    private final JsonParser json;
    private final long shift;

    ArrayFile(Path file, long from) throws IOException {
        this.file = file;
        channel = FileChannel.open(file);
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(from);
        boolean goesOn = from > 0;
        shift = goesOn ? from - HEAD.length : 0;
        json = new JsonFactory()
                .createParser(goesOn ? new SequenceInputStream(new ByteArrayInputStream(HEAD), in) : in);
        json.nextToken();
        if (goesOn) {
            json.nextToken();
        }
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            JsonToken token = json.nextToken();
            if (token == null || token == JsonToken.END_ARRAY) {
                return Optional.empty();
            }
            long start = json.currentTokenLocation().getByteOffset() + shift;
            json.skipChildren();
            json.finishToken();
            long end = json.currentLocation().getByteOffset() + shift;
            return Optional.of(new FileRecord(slice(start, end), end));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is not a JSON array at byte " + (e.getLocation().getByteOffset() + shift) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private byte[] slice(long start, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        json.close();
        channel.close();
    }
}

package dev.runnel.cli.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A record a line; lines of nothing but spaces are passed over. A broken line is the receiver's to refuse. */
final class LineFile implements RecordFile {
    private final InputStream in;
    /** What was read and not yet given out is {@code buffer[begin, end)}. */
    private byte[] buffer = new byte[1 << 16];

    private int begin;
    private int end;
    private long position;

    LineFile(Path file, long from) throws IOException {
        in = Files.newInputStream(file);
        in.skipNBytes(from);
        position = from;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (true) {
            int newline = findNewline();
            if (newline < 0 && begin == end) {
                return Optional.empty();
            }
            int lineEnd = newline < 0 ? end : newline;
            int next = newline < 0 ? end : newline + 1;
            byte[] line = Arrays.copyOfRange(buffer, begin, withoutReturn(lineEnd));
            position += next - begin;
            begin = next;
            if (!isBlank(line)) {
                return Optional.of(new FileRecord(line, position));
            }
        }
    }

    /** Reads on until there is a line's end; -1 when the file ends without one. */
    private int findNewline() throws IOException {
        int searched = begin;
        while (true) {
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            int seen = end - begin;
            if (!fill()) {
                return -1;
            }
            searched = begin + seen;
        }
    }

    private boolean fill() throws IOException {
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    private int withoutReturn(int lineEnd) {
        return lineEnd > begin && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

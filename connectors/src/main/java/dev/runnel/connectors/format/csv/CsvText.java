package dev.runnel.connectors.format.csv;

import dev.runnel.connectors.format.text.Encoding;
import dev.runnel.connectors.format.text.Lines;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/**
 * The characters of lines, for a parser that reads on only when it must: each read gives no more than one line, so what
 * was read when the parser hands out a record is that record and nothing behind it. Not thread safe.
 */
final class CsvText extends Reader {
    private final Lines lines;
    private final CharsetDecoder decoder;
    private final String charset;
    private final Optional<Escapes> escapes;

    private char[] line = new char[256];
    private int given;
    private int length;

    private boolean terminated = true;
    private boolean ended;
    private Optional<String> damage = Optional.empty();

    /** The record became longer than a record may be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;
    }

    CsvText(Lines lines, Encoding encoding, Optional<Escapes> escapes) {
        this.lines = lines;
        this.charset = encoding.charset().name();
        this.decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.escapes = escapes;
    }

    /** Begins a record at the next line. */
    void begin() {
        lines.begin();
        given = 0;
        length = 0;
        ended = false;
        terminated = true;
        damage = Optional.empty();
    }

    /** Whether the parser asked for more than there is: a record that ends has no need to. */
    boolean isEnded() {
        return ended;
    }

    /** What the text of the record has that no text of its encoding has. */
    Optional<String> damage() {
        return damage;
    }

    @Override
    public int read(char[] into, int from, int most) throws IOException {
        if (given == length && !readLine()) {
            ended = true;
            return -1;
        }
        int count = Math.min(most, length - given);
        System.arraycopy(line, given, into, from, count);
        given += count;
        return count;
    }

    private boolean readLine() throws IOException {
        given = 0;
        length = 0;
        if (!lines.next()) {
            if (lines.isTooLong()) {
                throw new TooLongException();
            }
            return endLine();
        }
        length = decode();
        if (escapes.isPresent()) {
            if (escapes.get().isAmbiguous(line, length)) {
                damage = Optional.of("a code point that is no character (U+FDD0 and following) stands in it, which"
                        + " cannot be read beside an escape character");
            }
            length = escapes.get().hide(line, length);
        }
        char last = line[length - 1];
        terminated = last == '\n' || last == '\r';
        return true;
    }

    /** Ends a last line that nothing ends, so that the parser asks for more only inside of quotes. */
    private boolean endLine() {
        if (terminated) {
            return false;
        }
        terminated = true;
        line[length++] = '\n';
        return true;
    }

    private int decode() {
        int bytes = lines.lineEnd() - lines.lineStart();
        if (line.length <= bytes) {
            line = new char[bytes * 2];
        }
        ByteBuffer in = ByteBuffer.wrap(lines.buffer(), lines.lineStart(), bytes);
        CharBuffer out = CharBuffer.wrap(line);
        decoder.reset();
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                decoder.flush(out);
                return out.position();
            }
            if (damage.isEmpty()) {
                damage = Optional.of("byte 0x%02X, number %d of the line, is no %s"
                        .formatted(in.get(in.position()) & 0xFF, in.position() - lines.lineStart() + 1, charset));
            }
            in.position(Math.min(in.limit(), in.position() + result.length()));
            out.put('\uFFFD');
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

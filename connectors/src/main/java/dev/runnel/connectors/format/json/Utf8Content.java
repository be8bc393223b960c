package dev.runnel.connectors.format.json;

import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.text.Compression;
import dev.runnel.connectors.format.text.Encoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.io.input.ReaderInputStream;

/** The text of a file as UTF-8, whatever its encoding. */
record Utf8Content(DataFile file, Compression compression, Encoding encoding) {

    static Utf8Content of(DataFile file, Compression compression, Optional<Charset> told) throws IOException {
        return new Utf8Content(file, compression, Encoding.of(file, compression, told));
    }

    /** The least offset of the UTF-8 form: a byte order mark that stands in the file is counted, but never read. */
    long begin() {
        return encoding.isUtf8() ? encoding.markBytes() : 0;
    }

    /** The content from an offset of its UTF-8 form, {@link #begin} or more. */
    InputStream open(long offset) throws IOException {
        if (encoding.isUtf8()) {
            return compression.open(file, offset);
        }
        Reader text = new InputStreamReader(
                compression.open(file, encoding.markBytes()),
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        InputStream content = ReaderInputStream.builder()
                .setReader(text)
                .setCharset(StandardCharsets.UTF_8)
                .get();
        content.skipNBytes(offset);
        return content;
    }

    /** The first character that is no white space, -1 when there is none. */
    int first() throws IOException {
        try (InputStream in = new BufferedInputStream(open(begin()))) {
            int c = in.read();
            while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                c = in.read();
            }
            return c;
        }
    }
}

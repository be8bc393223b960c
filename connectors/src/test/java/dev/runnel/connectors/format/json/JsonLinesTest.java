package dev.runnel.connectors.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.text.Compression;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    @TempDir
    Path folder;

    private Given.Opening opening(DataFile file, Optional<Charset> encoding) {
        return from -> JsonLines.open(file, Compression.NONE, encoding, from);
    }

    private Given.Opening opening(String content) {
        return opening(Given.file(folder, "t.ndjson", content), Optional.empty());
    }

    @Test
    void givesEachLineAsItStands() {
        Given.Opening opening = opening("\uFEFF{\"a\": 1 }\r\n\n \t\n  {\"b\":\r2}  \n{\"c\":\"ä\"}");
        assertThat(Given.texts(opening)).containsExactly("{\"a\": 1 }", "{\"b\":\r2}", "{\"c\":\"ä\"}");
        assertThat(Given.all(opening).stream().map(r -> r.at().row())).containsExactly(1L, 4L, 5L);
        Resuming.check(opening);
    }

    @Test
    void aLineThatIsNoObjectIsBrokenAndTheRestGoesOn() {
        Given.Opening opening = opening("[1]\n{\"a\":\n1}\nnull\n{}\n");
        assertThat(Given.texts(opening))
                .containsExactly("syntax [1]", "syntax {\"a\":", "syntax 1}", "syntax null", "{}");
        Resuming.check(opening);
    }

    @Test
    void aLineThatIsTooLongIsBrokenAndItsBeginningKept() {
        String line = "{\"a\":\"" + "x".repeat(3 << 20) + "\"}";
        Given.Opening opening = opening("{}\n" + line + "\n{\"b\":1}\n");
        assertThat(Given.texts(opening))
                .containsExactly("{}", "too_large " + line.substring(0, FileRecord.KEPT_BYTES), "{\"b\":1}");
        Resuming.check(opening);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void otherEncodingsBecomeUtf8(String charset) {
        byte[] content = "\uFEFF{\"a\":\"Ж\"}\r\n\r\n{\"b\":1}".getBytes(Charset.forName(charset));
        Given.Opening opening = opening(Given.file(folder, "t.ndjson", content), Optional.empty());
        assertThat(Given.texts(opening)).containsExactly("{\"a\":\"Ж\"}", "{\"b\":1}");
        Resuming.check(opening);
    }

    @Test
    void aLineInAnotherEncodingIsBroken() {
        byte[] content = "{\"a\":1}\n{\"b\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Given.Opening told =
                opening(Given.file(folder, "t.ndjson", content), Optional.of(Charset.forName("windows-1252")));
        assertThat(Given.texts(told)).containsExactly("{\"a\":1}", "{\"b\":\"é\"}");
        List<FileRecord> ascii =
                Given.all(opening(Given.file(folder, "t.ndjson", content), Optional.of(StandardCharsets.US_ASCII)));
        assertThat(ascii.get(0).broken()).isEmpty();
        assertThat(ascii.get(1).broken().orElseThrow().message()).startsWith("the line is no US-ASCII text");
        assertThat(ascii.get(1).value()).isEqualTo("{\"b\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    }
}

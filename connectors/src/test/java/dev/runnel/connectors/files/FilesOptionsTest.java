package dev.runnel.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.FileReading;
import dev.runnel.connectors.format.Given;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesOptionsTest {
    private static final RecordType TYPE = new RecordType(List.of(Field.of("id", Type.Primitive.BIGINT, true)));

    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    private Optional<Settings> settings(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("runnel.yaml"), yaml);
        Node node = YamlReader.read(file, Map.of(), out).orElseThrow();
        return Options.read(node, FilesOptions.SPEC.options(), out);
    }

    private String problem(String yaml) throws IOException {
        settings(yaml).ifPresent(s -> FilesCheck.check(s, TYPE, out));
        assertThat(out.all()).as(yaml).hasSize(1);
        return out.all().get(0).toString().replace(folder + "/", "");
    }

    @Test
    void theExamplesAreRight() throws IOException {
        for (String example : FilesOptions.SPEC.examples()) {
            Settings settings = settings(example.substring("files: ".length())).orElseThrow();
            FilesCheck.check(settings, TYPE, out);
            assertThat(out.all()).as(example).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ path: a.dat }|runnel.yaml:1:9: error: the name 'a.dat' does not say which format the file has",
                "{ path: '*.csv', sheet: X }|runnel.yaml:1:25: error: 'sheet' means nothing for these files; leave it out: it is"
                        + " for Excel files",
                "{ path: a.json, header: true }|'header' means nothing for these files",
                "{ path: a.parquet, compression: gzip }|'compression' means nothing for these files",
                "{ path: a.xlsx, encoding: utf-8 }|'encoding' means nothing for these files",
                "{ path: a.ndjson, delimiter: \";\" }|'delimiter' means nothing for these files; leave it out: it is for CSV",
                "{ path: a.csv, quote: \",\" }|runnel.yaml:1:23: error: 'quote' and 'delimiter' are the same character",
                "{ path: a.tsv, comment: tab }|'comment' and 'delimiter' are the same character",
                "{ path: a.csv, delimiter: \";;\" }|';;' is not character or `tab`; give one character in quotes",
                "{ path: a.csv, encoding: utf-9 }|unknown encoding 'utf-9'; did you mean 'utf-8'?",
                "{ path: a.csv, encoding: iso-2022-jp }|files in iso-2022-jp cannot be read",
                "{ path: a.csv, encoding: IBM037 }|files in IBM037 cannot be read",
                "{ path: 'a[.csv' }|'a[.csv' is not a pattern",
                "{ path: a.xlsx, header: false, header_row: 2 }|'header_row' names a header, and 'header: false' says",
                "{ path: a.csv, columns: [id, x, x] }|a name stands twice in 'columns'",
                "{ path: a.csv, columns: [di, x] }|unknown column of the required field 'id': 'id'; did you mean 'di'?",
                "{ path: a.csv, heder: true }|unknown key 'heder'; did you mean 'header'?",
                "{ header: true }|'path' is missing",
            })
    void saysWhatIsWrongAndWhatToDo(String yaml, String message) throws IOException {
        assertThat(problem(yaml)).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ path: 'in/*' }",
                "{ path: ['*.csv', '*.xlsx'], sheet: X, delimiter: ';' }",
                "{ path: a.dat, format: csv, quote: none, escape: '\\' }",
                "{ path: a.csv, escape: '\"', encoding: latin-1 }"
            })
    void takesWhatCanBeMeant(String yaml) throws IOException {
        FilesCheck.check(settings(yaml).orElseThrow(), TYPE, out);
        assertThat(out.all()).isEmpty();
    }

    @Test
    void readsAsTheSettingsSayAlsoWhenSentElsewhere() throws Exception {
        Settings settings = settings(
                        "{ path: 'in/*', delimiter: ';', quote: \"'\", escape: '\\', comment: '#', nulls: [NA], encoding:"
                                + " utf-16, columns: [id, s] }")
                .orElseThrow();
        Contract contract = Given.contract(TYPE);
        FileReading reading = sent(FileReading.of(settings, contract));
        byte[] csv = "a;b\n#c\n1;'x\\'y'\n2;NA\n".getBytes(StandardCharsets.UTF_16LE);
        byte[] marked = new byte[csv.length + 2];
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        System.arraycopy(csv, 0, marked, 2, csv.length);
        for (String name : List.of("t.csv", "t.tsv")) {
            assertThat(Given.texts(from -> reading.open(Given.file(folder, name, marked), from)))
                    .containsExactly("{\"id\":1,\"s\":\"x'y\"}", "{\"id\":2}");
        }
        FileReading plain = FileReading.of(settings("{ path: 'in/*' }").orElseThrow(), contract);
        assertThat(Given.texts(from -> plain.open(Given.file(folder, "t.tsv", "id\ts\n1\tx,y\n"), from)))
                .containsExactly("{\"id\":1,\"s\":\"x,y\"}");
        assertThat(Given.texts(from -> plain.open(Given.file(folder, "t.jsonl", "{\"id\": 1}\n"), from)))
                .containsExactly("{\"id\": 1}");
    }

    private static FileReading sent(FileReading reading) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reading);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (FileReading) in.readObject();
        }
    }
}

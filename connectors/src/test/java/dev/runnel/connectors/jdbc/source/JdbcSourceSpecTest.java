package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcSourceSpecTest {
    @TempDir
    Path folder;

    @Test
    void itsExamplesAreGood() {
        for (String example : JdbcSourceSpec.SPEC.examples()) {
            Diagnostics out = new Diagnostics();
            read(example.replaceFirst("^jdbc: ", ""), out);
            assertThat(out.all()).as(example).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ url: 'jdbc:oracle:x', tables: t } | no database is known by this address",
                "{ url: 'jdbc:h2:x' } | neither 'tables' nor 'query' says what is read",
                "{ url: 'jdbc:h2:x', tables: t, query: SELECT 1 } | 'tables' and 'query' are both there",
                "{ url: 'jdbc:h2:x', query: DELETE FROM t } | the query reads nothing",
                "{ url: 'jdbc:h2:x', tables: t, zone: Europe/Berlni } | unknown zone 'Europe/Berlni'",
                "{ url: 'jdbc:h2:x', tables: [a, ''] } | a table's name is empty",
                "{ url: 'jdbc:postgresql://h/d?password=x', tables: t } | a password stands in the address",
                "{ url: 'jdbc:mariadb://u:pw@h/d', tables: t } | a password stands in the address",
                "{ url: 'jdbc:sqlserver://h:1;user=sa;PWD=x', tables: t } | a password stands in the address",
            })
    void aMistakeIsToldWithItsPlace(String yaml, String message) {
        Diagnostics out = new Diagnostics();
        read(yaml, out);
        assertThat(out.all()).singleElement().satisfies(d -> {
            assertThat(d.message()).isEqualTo(message);
            assertThat(d.suggestion()).isPresent();
            assertThat(d.at().line()).isEqualTo(1);
        });
    }

    @Test
    void settingsBecomeOptions() {
        Diagnostics out = new Diagnostics();
        Settings settings = read("{ url: 'jdbc:h2:x', tables: 'or*', key: [a, b], lag: 10s, zone: Z }", out)
                .orElseThrow();
        ReadOptions options = JdbcSourceSpec.options(settings, new RecordType(List.of()));
        assertThat(options.tables()).containsExactly("or*");
        assertThat(options.key()).containsExactly("a", "b");
        assertThat(options.lag()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(options.fetchSize()).isEqualTo(1_000);
    }

    @Test
    void noSecretIsPrinted() {
        Diagnostics out = new Diagnostics();
        Settings settings = read(
                        "{ url: 'jdbc:mariadb://me:hush@h/d?password=hush;pwd=hush', password: hush, tables: t }", out)
                .orElseThrow();
        assertThat(JdbcSourceSpec.options(settings, new RecordType(List.of()))).hasToString("t at jdbc:mariadb://h/d");
        assertThat(out.all().toString()).doesNotContain("hush");
    }

    private Optional<Settings> read(String yaml, Diagnostics out) {
        Path file = folder.resolve("runnel.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Node node = YamlReader.read(file, Map.of(), out).orElseThrow();
        Optional<Settings> settings = Options.read(node, JdbcSourceSpec.SPEC.options(), out);
        settings.ifPresent(s -> JdbcSourceSpec.check(s, out));
        assertThat(out.all().stream().map(Diagnostic::message)).noneMatch(message -> message.contains("pw"));
        return settings;
    }
}

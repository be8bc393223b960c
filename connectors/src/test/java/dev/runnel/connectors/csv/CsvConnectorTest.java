package dev.runnel.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvConnectorTest {
    private static final Location AT = Location.of(Path.of("runnel.yaml"));
    private static final RecordType TYPE = new RecordType(List.of(Field.of("id", Type.Primitive.BIGINT, true)));

    @ParameterizedTest
    @ValueSource(strings = {"../x.csv", "/etc/x.csv", "a/../../x.csv", "."})
    void refusesFilesOutsideTheDataFolder(String file) {
        assertThat(check(file, List.of())).singleElement().satisfies(d -> assertThat(d.message())
                .contains("is not below the data folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "a/b/x.csv", "a/../x.csv"})
    void takesFilesBelowIt(String file) {
        assertThat(check(file, List.of("id", "_offset"))).isEmpty();
    }

    @Test
    void namesTheClosestColumn() {
        assertThat(check("x.csv", List.of("di"))).singleElement().satisfies(d -> assertThat(d.suggestion())
                .contains("did you mean 'id'?"));
    }

    private static List<Diagnostic> check(String file, List<String> columns) {
        Diagnostics out = new Diagnostics();
        Settings settings = new Settings(
                AT,
                Map.of(
                        CsvConnector.FILE, new Settings.Value(file, AT),
                        CsvConnector.COLUMNS, new Settings.Value(columns, AT)));
        new CsvConnector().check(settings, TYPE, out);
        return out.all();
    }
}

package dev.runnel.connectors.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.csv.CsvFormat;
import dev.runnel.connectors.format.csv.CsvRecords;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.text.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that shops and machines wrote, cell by cell as another program reads them. */
class RealInputsTest {

    @ParameterizedTest
    @ValueSource(strings = {"retail", "sensors"})
    void readsWhatDuckDbReads(String folder) throws IOException, SQLException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Given.shared(folder))) {
            files = listed.filter(f -> f.toString().endsWith(".csv")).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Given.Opening opening = from ->
                    CsvRecords.open(Given.local(file), Compression.NONE, CsvFormat.STANDARD, Given.NOTHING, from);
            List<FileRecord> records = Given.all(opening);
            assertThat(records).hasSizeGreaterThan(1000).allMatch(r -> r.broken()
                    .isEmpty());
            List<Map<String, String>> expected = duckDb(file);
            assertThat(records).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat((Object) Given.json(records.get(i))).isEqualTo(expected.get(i));
            }
            Resuming.check(opening);
        }
    }

    private static List<Map<String, String>> duckDb(Path file) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT * FROM read_csv('" + file + "', header = true, all_varchar = true)")) {
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    if (found.getString(i) != null) {
                        row.put(found.getMetaData().getColumnName(i), found.getString(i));
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }
}

package dev.runnel.bench.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.bench.process.RunFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandedFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, int from, int to) throws IOException, SQLException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT range AS id FROM range(%d, %d)) TO '%s' (FORMAT parquet)".formatted(from, to, file));
        }
        return file;
    }

    @Test
    void rowsAreCountedAsTheirFilesBecomeVisible() throws Exception {
        LandedFiles landed = new LandedFiles(folder);
        assertThat(landed.rows()).isZero();
        file("day=1/part-0", 0, 10);
        assertThat(landed.rows()).isEqualTo(10);
        file("day=2/part-1", 10, 15);
        assertThat(landed.rows()).isEqualTo(15);
    }

    @Test
    void whatOtherReadersDoNotSeeDoesNotCount() throws Exception {
        file(".part-0.inprogress", 0, 10);
        file("_temporary/part-0", 0, 10);
        assertThat(new LandedFiles(folder).rows()).isZero();
    }

    @Test
    void aRowMissingOrTwiceIsAFailure() throws Exception {
        Path first = file("a", 0, 10);
        Path second = file("b", 9, 19);
        assertThatCode(() -> Duck.verify(List.of(first), "id", 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Duck.verify(List.of(first), "id", 11)).isInstanceOf(RunFailedException.class);
        assertThatThrownBy(() -> Duck.verify(List.of(first, second), "id", 20))
                .hasMessage("of 20 rows 20 are at the destination, 19 of them different");
    }
}

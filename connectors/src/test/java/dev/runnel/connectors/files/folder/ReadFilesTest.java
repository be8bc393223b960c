package dev.runnel.connectors.files.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.files.folder.ReadFiles.Novelty;
import dev.runnel.connectors.format.path.AllowedFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFilesTest {
    @TempDir
    Path folder;

    private FoundFile found(String name, String content, long modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
        return new FileFinder(new AllowedFolders(folder, List.of()))
                .find(List.of(name))
                .get(0);
    }

    @Test
    void eachFileIsNewOnce() throws IOException {
        ReadFiles files = new ReadFiles();
        assertThat(files.take(found("a.csv", "1", 1000))).isEqualTo(Novelty.NEW);
        assertThat(files.take(found("a.csv", "1", 1000))).isEqualTo(Novelty.KNOWN);
        assertThat(files.take(found("b.csv", "2", 1000))).isEqualTo(Novelty.NEW);
    }

    @Test
    void whatWasRenamedOrSentAgainIsKnownByItsContent() throws IOException {
        ReadFiles files = new ReadFiles();
        files.take(found("a.csv", "1", 1000));
        assertThat(files.take(found("renamed.csv", "1", 1000))).isEqualTo(Novelty.SAME_CONTENT);
        assertThat(files.take(found("renamed.csv", "1", 1000))).isEqualTo(Novelty.KNOWN);
        assertThat(files.take(found("a.csv", "1", 2000))).isEqualTo(Novelty.SAME_CONTENT);
        assertThat(files.take(found("a.csv", "2", 2500))).isEqualTo(Novelty.NEW);
        assertThat(files.take(found("a.csv", "1", 3000))).as("as it was before").isEqualTo(Novelty.SAME_CONTENT);
    }

    @Test
    void remembersOverARestart() throws IOException {
        ReadFiles before = new ReadFiles();
        before.take(found("a.csv", "1", 1000));
        before.take(found("a.csv", "2", 2000));
        ReadFiles after = new ReadFiles(before.entries());
        assertThat(after.take(found("a.csv", "2", 2000))).isEqualTo(Novelty.KNOWN);
        assertThat(after.take(found("b.csv", "1", 5000))).isEqualTo(Novelty.SAME_CONTENT);
        assertThat(after.take(found("c.csv", "2", 5000))).isEqualTo(Novelty.SAME_CONTENT);
        assertThat(after.take(found("d.csv", "3", 5000))).isEqualTo(Novelty.NEW);
    }

    @Test
    void aFileThatIsGoneIsNotTaken() throws IOException {
        ReadFiles files = new ReadFiles();
        FoundFile file = found("a.csv", "1", 1000);
        Files.delete(folder.resolve("a.csv"));
        assertThatThrownBy(() -> files.take(file)).isInstanceOf(IOException.class);
        assertThat(files.entries()).isEmpty();
        assertThat(files.take(found("a.csv", "1", 1000))).isEqualTo(Novelty.NEW);
    }
}

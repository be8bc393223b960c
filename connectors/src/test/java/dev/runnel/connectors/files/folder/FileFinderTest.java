package dev.runnel.connectors.files.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.path.AllowedFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFinderTest {
    @TempDir
    Path root;

    private Path pipeline;

    @BeforeEach
    void fill() throws IOException {
        pipeline = root.resolve("my [odd] pipeline");
        for (String name : List.of(
                "in/a.csv",
                "in/b.csv.gz",
                "in/.a.csv",
                "in/_b.csv",
                "in/deep/er/c.csv",
                "in/.git/d.csv",
                "in/e.json",
                "top.csv")) {
            Path file = pipeline.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, name);
        }
        Files.createDirectories(root.resolve("outside"));
        Files.writeString(root.resolve("outside/secret.csv"), "secret");
    }

    private List<String> find(String... paths) throws IOException {
        return new FileFinder(new AllowedFolders(pipeline, List.of()))
                .find(List.of(paths)).stream().map(FoundFile::name).toList();
    }

    @Test
    void findsFilesByPathAndPattern() throws IOException {
        assertThat(find("in/a.csv")).containsExactly("in/a.csv");
        assertThat(find("in/*.csv")).containsExactly("in/a.csv");
        assertThat(find("in/*.{csv,csv.gz}", "in/a.csv")).containsExactly("in/a.csv", "in/b.csv.gz");
        assertThat(find("**/*.csv")).containsExactly("in/a.csv", "in/deep/er/c.csv", "top.csv");
        assertThat(find("in/**/[a-c].csv")).containsExactly("in/a.csv", "in/deep/er/c.csv");
        assertThat(find("in/_*.csv")).containsExactly("in/_b.csv");
        assertThat(find("in/?.json")).containsExactly("in/e.json");
        assertThat(find("nothing/*.csv")).isEmpty();
    }

    @Test
    void saysWhatIsThere() throws IOException {
        FoundFile file = new FileFinder(new AllowedFolders(pipeline, List.of()))
                .find(List.of("top.csv"))
                .get(0);
        assertThat(file.path()).isEqualTo(pipeline.resolve("top.csv").toString());
        assertThat(file.size()).isEqualTo(7);
        assertThat(file.modified())
                .isEqualTo(Files.getLastModifiedTime(Path.of(file.path())).toMillis());
        assertThat(new String(file.open().open().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("top.csv");
    }

    @Test
    void aFileThatIsNotThereIsOneClearMessage() {
        assertThatThrownBy(() -> find("in/none.csv"))
                .hasMessage("there is no file in/none.csv; make it, or mend `path`");
        assertThatThrownBy(() -> find("in")).hasMessage("in is no file; for the files in a folder say in/*");
    }

    @Test
    void refusesFilesOutside() throws IOException {
        assertThatThrownBy(() -> find("../outside/secret.csv"))
                .hasMessageContaining("lies outside the pipeline's folder");
        assertThatThrownBy(() -> find("../outside/*.csv")).hasMessageContaining("lies outside the pipeline's folder");
        assertThatThrownBy(() -> find(root.resolve("outside/secret.csv").toString()))
                .hasMessageContaining("name its folder in the environment's `allow_paths`");
        Files.createSymbolicLink(pipeline.resolve("in/link.csv"), root.resolve("outside/secret.csv"));
        assertThatThrownBy(() -> find("in/link.csv"))
                .hasMessageContaining("lies outside the pipeline's folder (it is ");
        assertThatThrownBy(() -> find("in/*.csv")).hasMessageContaining("in/link.csv lies outside");
        Files.delete(pipeline.resolve("in/link.csv"));
        Files.createSymbolicLink(pipeline.resolve("in/door"), root.resolve("outside"));
        assertThatThrownBy(() -> find("in/**/*.csv")).hasMessageContaining("in/door/secret.csv lies outside");
    }

    @Test
    void takesFilesWhereTheyAreAllowed() throws IOException {
        FileFinder finder = new FileFinder(
                new AllowedFolders(pipeline, List.of(root.resolve("outside").toString())));
        assertThat(finder.find(List.of("../outside/*.csv"))).hasSize(1);
        assertThat(finder.find(List.of(root.resolve("outside/secret.csv").toString())))
                .extracting(FoundFile::name)
                .containsExactly(root.resolve("outside/secret.csv").toString());
        Files.createSymbolicLink(pipeline.resolve("in/door"), root.resolve("outside"));
        assertThat(finder.find(List.of("in/door/*.csv"))).hasSize(1);
        Files.createSymbolicLink(pipeline.resolve("in/round"), pipeline);
        assertThat(finder.find(List.of("in/**/a.csv"))).hasSize(1);
    }

    @Test
    void addressesAreFoundWhereTheyAreAllowed() throws IOException {
        Path outside = root.resolve("outside");
        String address = outside.toUri()
                .toString()
                .replace("file:/", "file:///")
                .replaceAll("/+$", "")
                .replace("file://///", "file:///");
        FileFinder finder = new FileFinder(new AllowedFolders(pipeline, List.of(address)));
        List<FoundFile> found = finder.find(List.of(address + "/*.csv"));
        assertThat(found).hasSize(1);
        assertThat(ContentDigest.of(found.get(0).open()))
                .isEqualTo(ContentDigest.of(Given.local(outside.resolve("secret.csv"))));
        assertThatThrownBy(
                        () -> new FileFinder(new AllowedFolders(pipeline, List.of())).find(List.of(address + "/*.csv")))
                .hasMessageContaining("may not be read");
        assertThatThrownBy(() -> finder.find(List.of(address + "/../x.csv"))).hasMessageContaining("may not be read");
    }
}

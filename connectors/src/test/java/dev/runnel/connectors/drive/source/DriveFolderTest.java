package dev.runnel.connectors.drive.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.testkit.drive.DriveFiles;
import dev.runnel.testkit.drive.DriveServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file below a folder, while files and folders come, go and move. */
class DriveFolderTest {
    @TempDir
    Path folder;

    private DriveServer server;
    private DriveFiles files;
    private DriveReading reading;
    private String sales;

    @BeforeEach
    void start() throws IOException {
        server = DriveServer.start();
        files = server.files();
        sales = files.folder("Sales", DriveFiles.ROOT);
        reading = new DriveReading(folder, server, "folder: Sales, pattern: \"*.csv\"", "id: bigint!");
    }

    @AfterEach
    void stop() throws IOException {
        reading.close();
        server.close();
    }

    private String put(String name, int id, String parent) {
        return files.put(name, "text/csv", ("id\n" + id + "\n").getBytes(StandardCharsets.UTF_8), parent);
    }

    @Test
    void readsWhatMatchesAtAnyDepth() throws Exception {
        String year = files.folder("2026", sales);
        put("a.csv", 1, sales);
        put("b.csv", 2, files.folder("deep", year));
        put("c.txt", 3, year);
        put("d.csv", 4, DriveFiles.ROOT);
        files.put("e.csv", "application/vnd.google-apps.document", new byte[0], year);
        assertThat(reading.poll()).containsExactlyInAnyOrder("+{\"id\":1} at a.csv:2", "+{\"id\":2} at b.csv:2");
    }

    @Test
    void followsFilesThatComeGoAndMove() throws Exception {
        assertThat(reading.poll()).isEmpty();
        String a = put("a.csv", 1, sales);
        assertThat(reading.poll()).containsExactly("+{\"id\":1} at a.csv:2");
        files.move(a, DriveFiles.ROOT);
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at a.csv");
        String year = files.folder("2026", sales);
        files.move(a, year);
        assertThat(reading.poll()).containsExactly("+{\"id\":1} at a.csv:2");
        files.rename(a, "a.txt");
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at a.csv");
    }

    @Test
    void followsFoldersThatMoveWithTheirFiles() throws Exception {
        String year = files.folder("2026", sales);
        put("a.csv", 1, files.folder("deep", year));
        reading.poll();
        files.move(year, DriveFiles.ROOT);
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at a.csv");
        files.move(year, sales);
        assertThat(reading.poll()).containsExactly("+{\"id\":1} at a.csv:2");
        files.trash(sales, true);
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at a.csv");
        files.trash(sales, false);
        assertThat(reading.poll()).containsExactly("+{\"id\":1} at a.csv:2");
        files.rename(sales, "Other");
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at a.csv");
    }

    @Test
    void asksForFurtherPagesOfFilesAndOfChanges() throws Exception {
        for (int i = 0; i < 1100; i++) {
            put("x" + i + ".txt", i, sales);
        }
        put("last.csv", 7, sales);
        assertThat(reading.poll()).containsExactly("+{\"id\":7} at last.csv:2");
        for (int i = 0; i < 1100; i++) {
            put("y" + i + ".txt", i, sales);
        }
        put("newest.csv", 8, sales);
        assertThat(reading.poll()).containsExactly("+{\"id\":8} at newest.csv:2");
        assertThat(server.requests()).anyMatch(r -> r.contains("/files?") && r.contains("pageToken="));
        assertThat(server.requests().stream().filter(r -> r.contains("/changes?")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aFolderOrFileIsAlsoNamedByItsIdOrItsAddress() throws Exception {
        String a = put("a'b\\c.csv", 1, sales);
        for (String options : new String[] {
            "folder: " + sales,
            "folder: \"https://drive.google.com/drive/folders/" + sales + "?usp=sharing\"",
            "file: " + a,
            "file: \"https://drive.google.com/file/d/" + a + "/view\"",
            "file: \"a'b\\\\c.csv\""
        }) {
            try (DriveReading each = new DriveReading(folder, server, options, "id: bigint!")) {
                assertThat(each.poll()).as(options).hasSize(1);
            }
        }
    }

    @Test
    void aFolderThatIsNotSharedIsToldWithWhomToShareIt() throws Exception {
        try (DriveReading other = new DriveReading(folder, server, "folder: Nowhere", "id: bigint!")) {
            assertThatThrownBy(other::poll)
                    .hasMessageStartingWith(
                            "the folder 'Nowhere' is not in Google Drive, or not shared with the service"
                                    + " account runnel-tests@");
        }
    }
}

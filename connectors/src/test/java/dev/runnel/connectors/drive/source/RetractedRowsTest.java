package dev.runnel.connectors.drive.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.drive.DriveFiles;
import dev.runnel.testkit.drive.DriveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's rows come and go with it, each once, whenever reading breaks off. */
class RetractedRowsTest {
    @TempDir
    Path folder;

    private DriveServer server;
    private DriveFiles files;
    private DriveReading reading;

    @BeforeEach
    void start() throws IOException {
        server = DriveServer.start();
        files = server.files();
        reading = new DriveReading(folder, server, "file: sales.csv", "id: bigint!, price: double");
    }

    @AfterEach
    void stop() throws IOException {
        reading.close();
        server.close();
        if (Files.exists(reading.temporary())) {
            try (Stream<Path> left = Files.list(reading.temporary())) {
                assertThat(left).as("contents do not stay behind").isEmpty();
            }
        }
    }

    @Test
    void givesTheRowsThatAreThereAndThenNothing() throws Exception {
        files.put("sales.csv", "id,price\n1,2.5\n2,\n1,2.5\n");
        assertThat(reading.poll())
                .containsExactly(
                        "+{\"id\":1,\"price\":2.5} at sales.csv:2",
                        "+{\"id\":2} at sales.csv:3",
                        "+{\"id\":1,\"price\":2.5} at sales.csv:4");
        assertThat(reading.poll()).isEmpty();
        assertThat(server.requests()).filteredOn(r -> r.contains("alt=media")).hasSize(1);
    }

    @Test
    void anEditedCellIsOneRowGoneAndOneThere() throws Exception {
        String id = files.put("sales.csv", "id,price\n1,2.5\n2,3\n3,4\n");
        reading.poll();
        files.edit(id, "id,price\n1,2.5\n2,99\n3,4\n");
        assertThat(reading.poll())
                .containsExactly("-{\"id\":2,\"price\":3} at sales.csv", "+{\"id\":2,\"price\":99} at sales.csv:3");
        assertThat(reading.poll()).isEmpty();
    }

    @Test
    void rowsThatMoveStayAsTheyAre() throws Exception {
        String id = files.put("sales.csv", "id,price\n1,2.5\n2,3\n3,4\n");
        reading.poll();
        files.edit(id, "id,price\n3,4\n1,2.5\n2,3\n");
        assertThat(reading.poll()).isEmpty();
    }

    @Test
    void ofEqualRowsAsManyGoAsThereAreLess() throws Exception {
        String id = files.put("sales.csv", "id\n7\n7\n7\n8\n");
        reading.poll();
        files.edit(id, "id\n8\n7\n");
        assertThat(reading.poll()).containsExactly("-{\"id\":7} at sales.csv", "-{\"id\":7} at sales.csv");
        files.edit(id, "id\n7\n7\n8\n");
        assertThat(reading.poll()).containsExactly("+{\"id\":7} at sales.csv:3");
        assertThat(reading.there()).containsExactlyInAnyOrder("{\"id\":7}", "{\"id\":7}", "{\"id\":8}");
    }

    @Test
    void aFileThatIsDeletedTrashedOrRenamedTakesItsRowsAlongAndMayComeBack() throws Exception {
        String id = files.put("sales.csv", "id\n1\n2\n");
        reading.poll();
        files.trash(id, true);
        assertThat(reading.poll()).hasSize(2).allMatch(r -> r.startsWith("-"));
        files.trash(id, false);
        assertThat(reading.poll()).hasSize(2).allMatch(r -> r.startsWith("+"));
        files.rename(id, "other.csv");
        assertThat(reading.poll()).hasSize(2).allMatch(r -> r.startsWith("-"));
        files.rename(id, "sales.csv");
        reading.poll();
        files.delete(id);
        assertThat(reading.poll()).hasSize(2).allMatch(r -> r.startsWith("-"));
        assertThat(reading.there()).isEmpty();
        files.put("sales.csv", "id\n5\n");
        assertThat(reading.poll()).containsExactly("+{\"id\":5} at sales.csv:2");
    }

    @Test
    void goesOnBehindEachRecordAfterAKillWithoutLossOrRepeat() throws Exception {
        String id = files.put("sales.csv", "id\n" + ids(0, 12));
        for (int i = 0; i < 12; i++) {
            assertThat(reading.take(1)).hasSize(1);
            reading.restart();
        }
        assertThat(reading.poll()).isEmpty();
        files.edit(id, "id\n" + ids(5, 17));
        for (int i = 0; i < 10; i++) {
            assertThat(reading.take(1)).singleElement().asString().startsWith(i < 5 ? "-" : "+");
            reading.restart();
        }
        assertThat(reading.poll()).isEmpty();
        files.delete(id);
        assertThat(reading.take(7)).hasSize(7);
        reading.restart();
        assertThat(reading.poll()).hasSize(5);
        assertThat(reading.there()).isEmpty();
    }

    @Test
    void aFileThatChangesWhileAChangeIsGivenEndsAsItIs() throws Exception {
        String id = files.put("sales.csv", "id\n" + ids(0, 20));
        reading.take(7);
        files.edit(id, "id\n" + ids(5, 30));
        reading.restart();
        reading.poll();
        assertThat(reading.there()).containsExactlyInAnyOrderElementsOf(json(5, 30));
        files.edit(id, "id\n" + ids(20, 40));
        reading.take(3);
        files.delete(id);
        reading.restart();
        reading.poll();
        assertThat(reading.there()).isEmpty();
    }

    @Test
    void whatChangedWhileItStoodStillIsFoundAtTheNextStart() throws Exception {
        String id = files.put("sales.csv", "id\n1\n2\n");
        reading.poll();
        reading.restart();
        files.edit(id, "id\n2\n3\n");
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at sales.csv", "+{\"id\":3} at sales.csv:3");
    }

    @Test
    void othersFilesAreNoBusiness() throws Exception {
        files.put("sales.csv", "id\n1\n");
        reading.poll();
        files.put("other.csv", "id\n2\n");
        files.folder("folder", DriveFiles.ROOT);
        assertThat(reading.poll()).isEmpty();
    }

    @Test
    void otherSettingsReadTheFileAgainAndGiveOnlyWhatIsOther() throws Exception {
        files.put("sales.csv", "id,price\n1,-\n2,3\n");
        reading.poll();
        reading.restart("file: sales.csv, nulls: \"-\"", "id: bigint!, price: double");
        assertThat(reading.poll())
                .containsExactly("-{\"id\":1,\"price\":\"-\"} at sales.csv", "+{\"id\":1} at sales.csv:2");
    }

    @Test
    void aHundredThousandRowsAreReadAndOneOfThemIsEdited() throws Exception {
        String id = files.put("sales.csv", "id\n" + ids(0, 100_000));
        assertThat(reading.poll()).hasSize(100_000);
        reading.restart();
        files.edit(id, ("id\n" + ids(0, 100_000)).replace("\n77777\n", "\n-5\n"));
        assertThat(reading.poll()).containsExactly("-{\"id\":77777} at sales.csv", "+{\"id\":-5} at sales.csv:77779");
    }

    @Test
    void aFileWithTooManyRowsIsOneBrokenRowAndNoneIsReadByHalf() throws Exception {
        String id = files.put("sales.csv", "id\n" + ids(0, 10));
        reading.poll();
        files.edit(id, "id\n" + "1\n".repeat((int) DriveReading.MOST_ROWS + 1));
        assertThat(reading.poll()).hasSize(11);
        assertThat(reading.there())
                .singleElement()
                .asString()
                .startsWith("TOO_LARGE sales.csv has more rows than are left of the 200000");
        files.edit(id, "id\n" + ids(0, 10));
        reading.poll();
        assertThat(reading.there()).hasSize(10);
    }

    private static String ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static List<String> json(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"id\":" + i + "}").toList();
    }
}

package dev.runnel.connectors.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day's load takes its place, whatever was there and wherever a kill broke it off. */
class DailyFolderTest {
    private static final String DAY = "ingest_date=2026-11-21";

    @TempDir
    Path lake;

    private Path home;
    private Path live;
    private DailyFolder folder;

    @BeforeEach
    void make() {
        home = lake.resolve(".loads/x");
        live = lake.resolve("orders").resolve(DAY);
        folder = new DailyFolder(home.toUri(), lake.resolve("orders").toUri(), DAY);
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "rows");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(lake)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> lake.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void takesThePlaceOfTheLoadBeforeAndLeavesOtherDays() throws IOException {
        write(live.resolve("load-old.parquet"));
        write(live.resolve("type=a/load-old.parquet"));
        write(lake.resolve("orders/ingest_date=2026-11-20/load-old.parquet"));
        folder.begin();
        write(home.resolve(DAY).resolve("load-new.parquet"));
        write(home.resolve(DAY).resolve("type=b/load-new.parquet"));
        write(home.resolve(DAY).resolve("type=b/.load-open.parquet.inprogress.1"));

        folder.publish();

        assertThat(files())
                .containsExactly(
                        "orders/ingest_date=2026-11-20/load-old.parquet",
                        "orders/ingest_date=2026-11-21/load-new.parquet",
                        "orders/ingest_date=2026-11-21/type=b/load-new.parquet");
        assertThat(home).doesNotExist();
        folder.publish();
        assertThat(files()).hasSize(3);
    }

    @Test
    void whatIsNoLoadsMovesAlong() throws IOException {
        write(live.resolve("part-posted.parquet"));
        write(live.resolve(".part-open.parquet.inprogress.1"));
        write(live.resolve("type=a/part-posted.parquet"));
        write(live.resolve("load-old.parquet"));
        folder.begin();
        write(home.resolve(DAY).resolve("load-new.parquet"));

        folder.publish();

        assertThat(files())
                .containsExactly(
                        "orders/ingest_date=2026-11-21/.part-open.parquet.inprogress.1",
                        "orders/ingest_date=2026-11-21/load-new.parquet",
                        "orders/ingest_date=2026-11-21/part-posted.parquet",
                        "orders/ingest_date=2026-11-21/type=a/part-posted.parquet");
    }

    @Test
    void anEmptyLoadEmptiesItsDay() throws IOException {
        write(live.resolve("load-old.parquet"));
        folder.begin();
        folder.publish();
        assertThat(files()).isEmpty();
    }

    @Test
    void beginningForgetsWhatWasNeverWhole() throws IOException {
        folder.begin();
        write(home.resolve(DAY).resolve("load-half.parquet"));
        folder.begin();
        write(home.resolve(DAY).resolve("load-new.parquet"));
        folder.publish();
        assertThat(files()).containsExactly("orders/ingest_date=2026-11-21/load-new.parquet");
    }

    /** Between taking the old folder away and putting the new one there. */
    @Test
    void aKillBetweenTheTwoRenamesIsMadeGood() throws IOException {
        folder.begin();
        write(home.resolve(DAY).resolve("load-new.parquet"));
        write(home.resolve("replaced/load-old.parquet"));
        folder.publish();
        assertThat(files()).containsExactly("orders/ingest_date=2026-11-21/load-new.parquet");
    }

    /** Behind both, with the old one not yet deleted. */
    @Test
    void aKillBeforeTheEndChangesNothing() throws IOException {
        write(live.resolve("load-new.parquet"));
        write(home.resolve("replaced/load-old.parquet"));
        folder.publish();
        assertThat(files()).containsExactly("orders/ingest_date=2026-11-21/load-new.parquet");
    }
}

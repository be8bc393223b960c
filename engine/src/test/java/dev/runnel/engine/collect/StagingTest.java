package dev.runnel.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.record.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    private static final SinkWriter.Context NOW = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return 0;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    };

    @TempDir
    Path folder;

    @Test
    void whatIsLittleIsKeptWithTheCheckpointAndWhatIsMuchInAFile() throws IOException {
        Staging staging = staging();
        Batch little = batch(staging, 1, 10, 100);
        Batch much = batch(staging, 2, 5_000, 1_000);
        assertThat(little.file()).isNull();
        assertThat(much.inline()).isEmpty();
        assertThat(Files.size(Path.of(java.net.URI.create(Objects.requireNonNull(much.file())))))
                .isGreaterThan(5_000_000);

        BatchSerializer form = new BatchSerializer();
        for (Batch batch : List.of(little, much)) {
            Batch restored = form.deserialize(form.getVersion(), form.serialize(batch));
            List<Entry> read = new ArrayList<>();
            Staging.read(restored, (index, entry) -> {
                assertThat(index).isEqualTo(read.size());
                read.add(entry);
            });
            assertThat(read).hasSize(batch.count());
            assertThat(read.get(0)).usingRecursiveComparison().isEqualTo(entry(0, batch.count() == 10 ? 100 : 1_000));
            assertThat(read.get(1)).usingRecursiveComparison().isEqualTo(entry(1, batch.count() == 10 ? 100 : 1_000));
            assertThat(restored.name()).isEqualTo(batch.name());
        }
    }

    @Test
    void whatFailedStartsLeftIsSweptAwayAndNothingElse() throws IOException {
        Staging staging = staging();
        batch(staging, 1, 2_000, 1_000);
        Batch written = batch(staging, 2, 2_000, 1_000);
        batch(staging, 3, 2_000, 1_000);
        staging.sweep(written);
        assertThat(files()).containsExactlyInAnyOrder(Batch.name(77, 2), Batch.name(77, 3));
        Staging.remove(written);
        assertThat(files()).containsExactly(Batch.name(77, 3));
    }

    @Test
    void aDraftThatBecomesNoBatchLeavesNothing() throws IOException {
        Staging staging = staging();
        StagingWriter writer = new StagingWriter(staging, 77);
        for (int i = 0; i < 2_000; i++) {
            writer.write(entry(i, 1_000), NOW);
        }
        assertThat(files()).hasSize(1);
        writer.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void aWriterMakesABatchOfWhatCameAndALastOneAtTheEnd() throws IOException {
        StagingWriter writer = new StagingWriter(staging(), 77);
        assertThat(writer.prepareCommit()).isEmpty();
        writer.write(entry(0, 5), NOW);
        assertThat(writer.prepareCommit()).singleElement().satisfies(b -> {
            assertThat(b.count()).isEqualTo(1);
            assertThat(b.last()).isFalse();
            assertThat(b.place(0)).isEqualTo("25-1-0");
            assertThat(b.entry("25-1-z")).isEqualTo(35);
            assertThat(b.entry("25-11-z")).isEqualTo(-1);
        });
        writer.flush(true);
        assertThat(writer.prepareCommit()).singleElement().satisfies(b -> {
            assertThat(b.count()).isZero();
            assertThat(b.last()).isTrue();
            assertThat(b.number()).isEqualTo(2);
        });
    }

    private Staging staging() {
        return new Staging(folder.resolve("staged").toUri());
    }

    private static Batch batch(Staging staging, int number, int count, int length) throws IOException {
        Staging.Draft draft = staging.draft(Batch.name(77, number));
        for (int i = 0; i < count; i++) {
            draft.add(entry(i, length));
        }
        return draft.batch(77, number, false);
    }

    private static Entry entry(int number, int length) {
        byte[] value = new byte[length];
        value[0] = (byte) number;
        if (number % 50 == 49) {
            return new Entry(new byte[] {2}, null, number, "id", "file:" + number, null, "file/" + number, null);
        }
        return number % 2 == 0
                ? new Entry(new byte[] {1}, value, number, "id", "file:" + number, "5", "file/" + number, null)
                : new Entry(
                        null,
                        value,
                        number,
                        "id",
                        "",
                        null,
                        null,
                        new Violation(Violation.Reason.TYPE, "f", "why", -1));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("staged"))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}

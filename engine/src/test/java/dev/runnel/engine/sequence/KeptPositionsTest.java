package dev.runnel.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.record.SourceRecord;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reader is told of what is kept. */
class KeptPositionsTest {
    private final List<String> heard = new ArrayList<>();
    private final AtomicReference<@Nullable Serializable> kept = new AtomicReference<>();
    private final SequenceSplitReader<Long> splits = new SequenceSplitReader<>(after -> reader(), Duration.ZERO, kept);

    private RecordReader<Long> reader() {
        return new RecordReader<>() {
            private long given;

            @Override
            public Optional<Step<Long>> next() {
                return given++ % 2 == 1
                        ? Optional.empty()
                        : Optional.of(Step.of(SourceRecord.of(new byte[] {'1'}, "here"), given));
            }

            @Override
            public void kept(Long position) {
                heard.add("kept " + position);
            }

            @Override
            public void close() {
                heard.add("closed");
            }
        };
    }

    @Test
    void aReaderHearsOfTheLastCheckpointBeforeItIsClosed() throws IOException {
        splits.handleSplitsChanges(new SplitsAddition<>(List.of(new Sequence(null))));
        splits.fetch();
        kept.set(1L);
        splits.fetch();
        kept.set(2L);

        splits.close();

        assertThat(heard).containsExactly("kept 1", "kept 2", "closed");
    }

    @Test
    void nothingIsToldWhereNothingWasRead() throws IOException {
        kept.set(1L);
        splits.close();
        assertThat(heard).isEmpty();
    }
}

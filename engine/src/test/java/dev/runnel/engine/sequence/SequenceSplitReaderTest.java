package dev.runnel.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.source.Rounds;
import dev.runnel.engine.source.SourceHealth;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a sequence has ended, and what it remembers then. */
class SequenceSplitReaderTest {
    @TempDir
    Path folder;

    private final List<Long> given = new ArrayList<>();
    private boolean ended;

    /** Gives a number at every other call, up to three. */
    private static final class Hesitant implements RecordReader<Long> {
        private long at;
        private boolean asked;

        Hesitant(long at) {
            this.at = at;
        }

        @Override
        public Optional<Step<Long>> next() {
            asked = !asked;
            if (asked || hasEnded()) {
                return Optional.empty();
            }
            at++;
            return Optional.of(Step.of(SourceRecord.of(new byte[0], "n/" + at), at));
        }

        @Override
        public boolean hasEnded() {
            return at % 10 == 3;
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }

    private static final class Numbers implements Records<Long> {
        private static final long serialVersionUID = 1;

        @Override
        public RecordReader<Long> open(@Nullable Long after) {
            return new Hesitant(after == null ? 0 : after);
        }

        @Override
        public Long nextRun(Long last) {
            return last + 7;
        }
    }

    private void read(SequenceSplitReader<Long> reader) throws IOException {
        for (int i = 0; i < 20 && !ended; i++) {
            RecordsWithSplitIds<Step<Long>> found = reader.fetch();
            while (found.nextSplit() != null) {
                Step<Long> step;
                while ((step = found.nextRecordFromSplit()) != null) {
                    given.add(step.position());
                }
            }
            ended |= !found.finishedSplits().isEmpty();
        }
    }

    private static SequenceSplitReader<Long> reader(boolean ends, SequenceMemory memory, Sequence from) {
        AtomicReference<@Nullable Serializable> kept = new AtomicReference<>();
        SequenceSplitReader<Long> reader = new SequenceSplitReader<>(
                new SequenceReading<>(new Numbers(), Duration.ZERO, ends, memory), kept, new SourceHealth());
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(from)));
        return reader;
    }

    @Test
    void anEmptyAnswerIsTheEndOnlyWhereTheReaderSaysSo() throws IOException {
        SimpleVersionedSerializer<Sequence> form =
                SequentialSource.ending(new Numbers()).getSplitSerializer();
        Rounds rounds = new Rounds(folder.toUri());
        read(reader(true, new SequenceMemory(rounds, form), new Sequence(null)));
        assertThat(given).containsExactly(1L, 2L, 3L);
        assertThat(ended).isTrue();
        assertThat(rounds.memory()).as("not before all of it is in its place").isEmpty();
        rounds.end();
        assertThat(SequenceMemory.read(form, rounds.memory().orElseThrow())).isEqualTo(new Sequence(3L));
    }

    @Test
    void whatGoesOnNeverEnds() throws IOException {
        SimpleVersionedSerializer<Sequence> form =
                SequentialSource.ending(new Numbers()).getSplitSerializer();
        read(reader(false, new SequenceMemory(null, form), new Sequence(null)));
        assertThat(given).containsExactly(1L, 2L, 3L);
        assertThat(ended).isFalse();
    }
}

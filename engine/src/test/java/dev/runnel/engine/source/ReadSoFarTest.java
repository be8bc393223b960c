package dev.runnel.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadSoFarTest {
    private final ReadSoFar soFar = new ReadSoFar();
    private long read;

    /** A split of so many bytes. */
    private record Part(String splitId, long size) implements PulledSplit<Part, Integer> {
        @Override
        public Part at(Integer next) {
            return this;
        }
    }

    @Test
    void countsWhatTheCursorSaysUpToTheSizeAndWholeSplitsBehindIt() {
        Part first = new Part("a", 100);
        Part second = new Part("b", 50);
        soFar.has(List.of(first, second));
        assertReadAndLeft(0, 150);
        soFar.begins(first, cursor());
        read = 30;
        assertReadAndLeft(30, 120);
        read = 130; // it grew meanwhile
        assertReadAndLeft(100, 50);
        soFar.finishes(first, List.of(second));
        assertReadAndLeft(100, 50);
        read = 0; // nobody knows how much of the second is read
        soFar.begins(second, cursor());
        assertReadAndLeft(100, 50);
        soFar.finishes(second, List.of());
        assertReadAndLeft(150, 0);
    }

    private void assertReadAndLeft(long done, long left) {
        assertThat(List.of(soFar.read(), soFar.left())).containsExactly(done, left);
    }

    private Cursor<Integer> cursor() {
        return new Cursor<>() {
            @Override
            public Optional<? extends Pulled<Integer>> next() {
                return Optional.empty();
            }

            @Override
            public long reached() {
                return read;
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }
}

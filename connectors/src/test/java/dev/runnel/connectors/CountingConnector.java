package dev.runnel.connectors;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.Cursor;
import dev.runnel.engine.source.Cursors;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.Looks;
import dev.runnel.engine.source.Memory;
import dev.runnel.engine.source.Pulled;
import dev.runnel.engine.source.PulledSource;
import dev.runnel.engine.source.PulledSplit;
import dev.runnel.engine.source.Search;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows of a kilobyte that nothing compresses well, one a millisecond, and says how many it gave. Each way in which
 * connectors read their systems is one of a type of its own.
 */
record CountingConnector(String type, boolean inSequence) implements SourceConnector {
    static final int ALL = 10_000;
    static final AtomicInteger GIVEN = new AtomicInteger();

    private static final long PAUSE_NANOS = 700_000;

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(type, Role.SOURCE, "Counts.", List.of(), Set.of(Capability.EXACTLY_ONCE), List.of());
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return inSequence ? SequentialSource.<Integer>ending(CountingConnector::inSequence) : new Numbers();
    }

    private static RecordReader<Integer> inSequence(@Nullable Integer after) {
        Counting counting = new Counting();
        counting.open(new From(after == null ? 0 : after));
        return new RecordReader<>() {
            @Override
            public Optional<Step<Integer>> next() {
                return counting.next().map(row -> Step.of(row.record(), row.next()));
            }

            @Override
            public void close() {
                counting.close();
            }
        };
    }

    @Override
    public boolean isBounded(Settings settings) {
        return true;
    }

    @Override
    public List<String> identity(Settings settings) {
        return List.of();
    }

    /** From a number on. */
    private record From(int number) implements PulledSplit<From, Integer> {
        @Override
        public String splitId() {
            return "numbers";
        }

        @Override
        public From at(Integer next) {
            return new From(next);
        }
    }

    private record Row(int number) implements Pulled<Integer> {
        @Override
        public SourceRecord record() {
            String json = "{\"id\":" + number + ",\"pad\":\"" + noise(number) + "\"}";
            return new SourceRecord(null, json.getBytes(StandardCharsets.UTF_8), "numbers/" + number, Optional.empty());
        }

        private static String noise(int number) {
            SplittableRandom random = new SplittableRandom(number);
            return random.longs(64).mapToObj(HexFormat.of()::toHexDigits).collect(Collectors.joining());
        }

        @Override
        public Integer next() {
            return number + 1;
        }

        @Override
        public int size() {
            return 1050;
        }
    }

    private static final class Numbers extends PulledSource<From, Integer, Integer> {
        private static final long serialVersionUID = 1;

        Numbers() {
            super(Looks.once());
        }

        @Override
        protected Search<From, Integer> search(Integer before) {
            return () -> new Search.Found<>(List.of(new From(0)), 1);
        }

        @Override
        protected Cursors<From, Integer> cursors() {
            return new Counting();
        }

        @Override
        protected Form<From> splitForm() {
            return new Form<>("numbers", 1, (from, out) -> out.writeInt(from.number()), in -> new From(in.readInt()));
        }

        @Override
        protected Memory<Integer> memory() {
            return new Memory<>(0, new Form<>("a number", 1, (n, out) -> out.writeInt(n), in -> in.readInt()));
        }
    }

    private static final class Counting implements Cursors<From, Integer>, Cursor<Integer> {
        private int next;

        @Override
        public Cursor<Integer> open(From split) {
            next = split.number();
            return this;
        }

        @Override
        public Optional<Row> next() {
            if (next == ALL) {
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            GIVEN.incrementAndGet();
            return Optional.of(new Row(next++));
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }
}

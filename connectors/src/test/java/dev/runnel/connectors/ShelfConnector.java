package dev.runnel.connectors;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.SourceConnector;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.sequence.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** Gives what the test puts on it, rows that are taken back among them. */
final class ShelfConnector implements SourceConnector {
    static final List<SourceRecord> SHELF = new CopyOnWriteArrayList<>();

    static void put(String row, String json) {
        SHELF.add(
                SourceRecord.row(row, json.getBytes(StandardCharsets.UTF_8), SourcePosition.of(row), Optional.empty()));
    }

    static void takeAway(String row) {
        SHELF.add(SourceRecord.gone(row, SourcePosition.of(row)));
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "shelf",
                Role.SOURCE,
                "Gives and takes.",
                List.of(),
                Set.of(Capability.EXACTLY_ONCE, Capability.RETRACTS),
                List.of());
    }

    @Override
    public Source<SourceRecord, ?, ?> source(Origin origin) {
        return SequentialSource.endless(new Shelf(), Duration.ofMillis(20));
    }

    @Override
    public boolean isBounded(Settings settings) {
        return false;
    }

    @Override
    public List<String> identity(Settings settings) {
        return List.of();
    }

    /** The position is how many were given. */
    private static final class Shelf implements Records<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public RecordReader<Integer> open(@Nullable Integer after) {
            return new Reader(after == null ? 0 : after);
        }
    }

    private static final class Reader implements RecordReader<Integer> {
        private int next;

        Reader(int next) {
            this.next = next;
        }

        @Override
        public Optional<Step<Integer>> next() {
            return next == SHELF.size() ? Optional.empty() : Optional.of(Step.of(SHELF.get(next), ++next));
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }
}

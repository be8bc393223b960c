package dev.runnel.engine;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.SourceRecord;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/**
 * A system that records are fetched from. A class that implements this must not load Flink's or the system's classes when
 * it is itself loaded: {@code source} hands over to another class of the same package.
 */
public interface SourceConnector extends Connector {

    /**
     * The source as Flink reads it (FLIP-27). It converts nothing that JSON can say and validates nothing: whoever calls
     * does both, by the stream's contract.
     *
     * <p>Restored from a checkpoint it gives every record that it had not given at that checkpoint, and none that it had,
     * so its splits say how far they are read. What it gave between the checkpoint and a failure has reached nobody; it
     * may give it again otherwise. A record that cannot be read is given as {@link SourceRecord#broken broken} and the
     * source goes on; a system that is away makes it throw, and it is started again, with growing pauses. The message of
     * what it throws says to whom it spoke, what was wrong, and what to do.
     *
     * <p>A source with {@link dev.runnel.core.connector.Capability#RETRACTS} gives each record a {@link
     * dev.runnel.core.record.SourceRow row}, and the same row as gone when it is no longer there. Both come from the same
     * split, in that order, so that nobody sees a row go before it came.
     */
    Source<SourceRecord, ?, ?> source(Origin origin);

    /** Whether it ends by itself. What has ended is not read again at the next start. */
    boolean isBounded(Settings settings);

    /**
     * Whether one that ended looks at the next start for what came since, and reads that. Such a source is a {@link
     * dev.runnel.engine.source.ReadInRounds}: a {@link dev.runnel.engine.source.PulledSource} that {@link
     * dev.runnel.engine.source.Looks#atEachStart looks at each start}, or a {@link
     * dev.runnel.engine.sequence.SequentialSource}.
     */
    default boolean looksAgain(Settings settings) {
        return false;
    }

    /**
     * What makes it this source and no other, as words that hold no secret: a topic, a path, a table. While they are the
     * same it goes on where it was, whatever else changed; with others it begins anew.
     */
    List<String> identity(Settings settings);

    /** The topics of the environment's own Kafka that it reads; they are made where they are not there. */
    default List<Topic> topics(Settings settings) {
        return List.of();
    }

    /**
     * How often what was read comes into the log, and with it before anybody's eyes: the time between two checkpoints. A
     * longer one costs less.
     */
    default Duration commitInterval(Settings settings) {
        return Duration.ofMillis(300);
    }

    /** How many readers work side by side, at least 1. */
    default int parallelism(Origin origin) {
        return origin.environment().parallelism();
    }
}

package dev.runnel.engine;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * A system that rows can be written to. A class that implements this must not load Flink's or the system's classes when
 * it is itself loaded: {@code attach} hands over to another class of the same package.
 */
public interface DestinationConnector extends Connector {

    /**
     * Adds the writing of {@code rows} to a job that is being built.
     *
     * <p>The rows carry their {@link org.apache.flink.types.RowKind}; a destination that does not
     * {@link #takesChanges take changes} is only given inserts. Objects may be used again by the caller once the writer
     * returns, so a writer that keeps a row copies it. Every operator that is added has the uid and name
     * {@code target.uid()} followed by a word of its own, or state is lost at an upgrade. Rows that were written before a
     * checkpoint completed are durable when it has; rows after it are not visible, or come again with the same effect.
     *
     * <p>A row that the destination will never take is given back, so that it becomes an invalid record and the job goes
     * on. A destination that is away throws instead: the job is started again, with growing pauses, from its last
     * checkpoint, and no row is lost.
     *
     * @return the rows that it refuses, as {@link Refused} has them; empty when it takes every row
     */
    Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target);

    /**
     * How often a landing with these settings must take a checkpoint, so that what it wrote becomes visible in time;
     * empty when it does not mind. The least of a stream's destinations counts.
     */
    default Optional<Duration> commitInterval(Settings settings) {
        return Optional.empty();
    }

    /**
     * The topics that must be there before it is attached.
     *
     * @param pipeline the pipeline's name
     * @param name the stream or model that is written
     * @param keyed whether a key identifies its rows
     */
    default List<Topic> topics(String pipeline, String name, boolean keyed, Settings settings) {
        return List.of();
    }

    /**
     * Whether it tells rows apart by their position in a log, or can be written by one job only. Where it need not, rows
     * of a source that ends come without a position ({@code _partition} and {@code _offset} are -1), by a job of their own
     * beside the one that lands the log.
     */
    default boolean needsLog() {
        return true;
    }

    /**
     * Whether rows that replace or delete earlier ones may be given to it. A destination that takes changes without the
     * capability {@link Capability#UPSERT} gets them all, also when nothing identifies a row.
     */
    default boolean takesChanges() {
        return spec().capabilities().contains(Capability.UPSERT);
    }
}

package dev.runnel.engine.sequence;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Reads a source. Used by one thread at a time.
 *
 * @param <P> the type of positions
 */
public interface RecordReader<P extends Serializable> extends Closeable {

    /**
     * The next record. May wait a little for it, not longer than a second.
     *
     * @return empty where there is none: the end of a source that {@link #hasEnded has ended}; any other is asked again
     * @throws IOException when the source cannot be read; the message says to whom it spoke, what was wrong, and what to
     *     do. It is opened again after a pause, behind what was kept
     */
    Optional<Step<P>> next() throws IOException, InterruptedException;

    /**
     * Whether an empty {@link #next} was the end, of a source that ends; where it was not, the reader is asked again. Asked
     * behind an empty one only.
     */
    default boolean hasEnded() {
        return true;
    }

    /**
     * Says that everything up to this position is kept for good and will never be asked for again: the source may forget
     * it. Positions come in their order, not each of them.
     */
    default void kept(P position) throws IOException {}
}

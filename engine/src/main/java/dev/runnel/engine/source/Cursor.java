package dev.runnel.engine.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Goes through the records of one split in their order, as they are asked for. For one thread at a time.
 *
 * @param <P> places in a split
 */
public interface Cursor<P> extends Closeable {

    /**
     * The next record; empty at the end of the split, and then always.
     *
     * @throws IOException when it cannot be reached now. The split is opened again where the last record ended; the message
     *     says what was wrong and what to do, for its cause is shown to nobody
     */
    Optional<? extends Pulled<P>> next() throws IOException;

    /**
     * How much of the split is read, from its very beginning, in what its {@link PulledSplit#size size} is told in; 0 where
     * that is not known before the end. May be asked by any thread.
     */
    default long reached() {
        return 0;
    }
}

package dev.runnel.engine.source;

import java.io.Closeable;
import java.io.IOException;

/**
 * Opens the splits that one reader is given, one after the other, and keeps what they share, such as a connection. For one
 * thread at a time.
 *
 * @param <S> splits
 * @param <P> places in a split
 */
public interface Cursors<S, P> extends Closeable {

    /**
     * Opens a split where it says; the cursor before is closed by then.
     *
     * @throws IOException as {@link Cursor#next}
     */
    Cursor<P> open(S split) throws IOException;
}

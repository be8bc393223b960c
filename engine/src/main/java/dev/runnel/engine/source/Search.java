package dev.runnel.engine.source;

import java.util.List;

/**
 * Looks for splits that nobody was given yet, and remembers those that it found. Looks come one after the other, in a
 * thread beside all else.
 *
 * @param <S> splits
 * @param <M> what is remembered; immutable
 */
@FunctionalInterface
public interface Search<S, M> {

    /**
     * What one look found.
     *
     * @param splits new ones, in the order in which they are to be read
     * @param memory of this look and all before
     */
    record Found<S, M>(List<S> splits, M memory) {
        public Found {
            splits = List.copyOf(splits);
        }
    }

    /**
     * Looks once.
     *
     * @throws Exception when it cannot, and the source is started again; the message says what was wrong and what to do, for
     *     its cause is shown to nobody
     */
    Found<S, M> look() throws Exception;
}

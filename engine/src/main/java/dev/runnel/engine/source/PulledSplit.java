package dev.runnel.engine.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A part of a source that one reader reads from its beginning to its end, and that knows how far it is read. Immutable.
 *
 * @param <S> the kind of split itself
 * @param <P> places in it
 */
public interface PulledSplit<S extends PulledSplit<S, P>, P> extends SourceSplit {

    /** The same split, to be read from another place on. */
    S at(P next);

    /** How much there is in it, from its very beginning, in what the splits of a source share: bytes; else each is 1. */
    default long size() {
        return 1;
    }
}

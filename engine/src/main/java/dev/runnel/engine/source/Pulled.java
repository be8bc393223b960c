package dev.runnel.engine.source;

import dev.runnel.core.record.SourceRecord;

/**
 * What a cursor came upon. Immutable.
 *
 * @param <P> places in a split
 */
public interface Pulled<P> {

    /** What the source gives. */
    SourceRecord record();

    /** Where reading goes on behind it. */
    P next();

    /** About how many bytes it holds. */
    int size();
}

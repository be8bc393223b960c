package dev.runnel.engine.sequence;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a reader of a sequence goes by.
 *
 * @param pause before a reader that had no record is asked again
 * @param ends whether a reader that has none may have come to the end
 */
record SequenceReading<P extends Serializable>(
        Records<P> records, Duration pause, boolean ends, SequenceMemory memory) {}

package dev.runnel.engine.sequence;

import dev.runnel.core.record.SourceRecord;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a reader found next.
 *
 * @param <P> the type of positions
 * @param record empty when only the position moved
 * @param position where reading goes on behind this; immutable, and not much larger than what it has to say
 */
public record Step<P extends Serializable>(Optional<SourceRecord> record, P position) {
    /** A record, and where reading goes on behind it. */
    public static <P extends Serializable> Step<P> of(SourceRecord record, P position) {
        return new Step<>(Optional.of(record), position);
    }

    /** No record: reading goes on behind this position. */
    public static <P extends Serializable> Step<P> moved(P position) {
        return new Step<>(Optional.empty(), position);
    }
}

package dev.runnel.connectors.format.record;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.source.Pulled;
import java.util.Optional;

/**
 * What stands in one place of a file.
 *
 * @param value one JSON object in UTF-8 whose members are the columns; where {@code broken} says why it is none, the
 *     bytes as they stand in the file, or the first 64 KiB of a record that is too large to be kept
 * @param at where it stands
 * @param next where reading goes on behind it
 * @param broken why the record could not be read
 */
public record FileRecord(byte[] value, Place at, Mark next, Optional<Violation> broken) implements Pulled<Mark> {
    /** Bytes that are kept of a record that is too large. */
    public static final int KEPT_BYTES = 1 << 16;

    /** A record that could be read. */
    public static FileRecord of(byte[] value, Place at, Mark next) {
        return new FileRecord(value, at, next, Optional.empty());
    }

    /** One that could not. */
    public static FileRecord broken(byte[] original, Place at, Mark next, Violation why) {
        return new FileRecord(original, at, next, Optional.of(why));
    }

    @Override
    public SourceRecord record() {
        return new SourceRecord(null, value, at, broken);
    }

    @Override
    public int size() {
        return value.length;
    }
}

package dev.runnel.core.record;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source found, before anybody looked at it. Immutable; the arrays must not be changed.
 *
 * @param key what the source itself keys its records by; null for none. It keys the log where the contract names no key
 *     and no personal data
 * @param value a JSON object in UTF-8 whose members are the source's columns; the stream's contract says what they must
 *     be, so a source converts nothing that JSON can say. The original bytes, whole, where it is broken;
 *     empty where the row is gone
 * @param position where it stands in its source
 * @param broken why the source could not make a record of the bytes (a ragged row, a wrong encoding): they become an
 *     invalid record of stage {@link Stage#COLLECT}
 * @param row which row of the source it is, where the source takes rows back
 */
public record SourceRecord(
        byte @Nullable [] key,
        byte[] value,
        SourcePosition position,
        Optional<Violation> broken,
        Optional<SourceRow> row) {
    private static final byte[] NOTHING = {};

    /** A record of a source that takes nothing back. */
    public SourceRecord(byte @Nullable [] key, byte[] value, SourcePosition position, Optional<Violation> broken) {
        this(key, value, position, broken, Optional.empty());
    }

    /** A record whose position is a text: {@code file.csv:17}, {@code topic/3/4711}. */
    public SourceRecord(byte @Nullable [] key, byte[] value, String position, Optional<Violation> broken) {
        this(key, value, SourcePosition.of(position), broken);
    }

    /** A record that was read, without a key. */
    public static SourceRecord of(byte[] value, String position) {
        return new SourceRecord(null, value, position, Optional.empty());
    }

    /** A row that is taken back later, when it is no longer in the source; broken or not. */
    public static SourceRecord row(String id, byte[] value, SourcePosition position, Optional<Violation> broken) {
        return new SourceRecord(null, value, position, broken, Optional.of(SourceRow.there(id)));
    }

    /**
     * A row that is no longer in the source, or is another one now.
     *
     * @param position where it stood
     */
    public static SourceRecord gone(String id, SourcePosition position) {
        return new SourceRecord(null, NOTHING, position, Optional.empty(), Optional.of(SourceRow.gone(id)));
    }

    /** Bytes that the source could not make a record of. */
    public static SourceRecord broken(byte[] original, String position, Violation why) {
        return new SourceRecord(null, original, position, Optional.of(why));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceRecord that
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && position.toString().equals(that.position.toString())
                && broken.equals(that.broken)
                && row.equals(that.row);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(key), Arrays.hashCode(value), position.toString(), broken, row);
    }
}

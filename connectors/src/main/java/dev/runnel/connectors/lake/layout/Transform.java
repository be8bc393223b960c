package dev.runnel.connectors.lake.layout;

import dev.runnel.core.contract.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a partition keeps of a value: the value itself, or the UTC year, month, day or hour it falls in. */
public enum Transform {
    IDENTITY,
    YEAR,
    MONTH,
    DAY,
    HOUR,
    /** The day on which a row was received, or its load was made. */
    INGEST_DATE;

    /** The word before the parenthesis, {@code day}; the identity is written without one. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words that may stand before a parenthesis. */
    public static List<String> words() {
        return List.of(DAY.id(), HOUR.id(), MONTH.id(), YEAR.id());
    }

    static Optional<Transform> of(String word) {
        return Arrays.stream(values())
                .filter(t -> t != IDENTITY && t != INGEST_DATE && t.id().equals(word))
                .findFirst();
    }

    /** Whether values of a contract's type can be partitioned so. */
    public boolean takes(Type type) {
        return switch (this) {
            case IDENTITY ->
                type == Type.Primitive.BOOLEAN
                        || type == Type.Primitive.INT
                        || type == Type.Primitive.BIGINT
                        || type == Type.Primitive.STRING
                        || type == Type.Primitive.DATE;
            case HOUR, INGEST_DATE -> type == Type.Primitive.TIMESTAMP;
            case YEAR, MONTH, DAY -> type == Type.Primitive.TIMESTAMP || type == Type.Primitive.DATE;
        };
    }

    /** The types that {@link #takes} accepts, for messages. */
    public String wanted() {
        return switch (this) {
            case IDENTITY -> "a boolean, int, bigint, string or date";
            case HOUR, INGEST_DATE -> "a timestamp";
            case YEAR, MONTH, DAY -> "a timestamp or a date";
        };
    }
}

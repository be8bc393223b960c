package dev.runnel.core.record;

import java.util.Arrays;
import java.util.Locale;

/** How values stand in a Kafka topic. All but plain JSON begin with the id of their schema in the registry. */
public enum WireFormat {
    JSON,
    JSON_SCHEMA,
    AVRO,
    PROTOBUF;

    /** The word in {@code runnel.yaml}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every word. */
    public static String[] ids() {
        return Arrays.stream(values()).map(WireFormat::id).toArray(String[]::new);
    }

    /** The format of a word that is one of {@link #ids}. */
    public static WireFormat of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}

package dev.runnel.connectors.lake.layout;

import java.util.Locale;

/** How the pages of a file are compressed. */
public enum Codec {
    ZSTD,
    SNAPPY,
    NONE;

    /** The word in YAML, {@code zstd}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Codec of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}

package dev.runnel.core.connector;

import java.util.Locale;

/** What a connector can do, declared rather than tried. */
public enum Capability {
    /** A destination that takes new rows. */
    APPEND,
    /** A destination that takes changes by key: a later row replaces an earlier one, deletes included. */
    UPSERT,
    /** A destination that writes a model's rows only by a key, so that a row written twice is one row. */
    KEYED,
    /** Survives a kill without a row lost or doubled. */
    EXACTLY_ONCE,
    /** What it writes can be read by {@code runnel query}. */
    QUERYABLE,
    /** A source that the gateway serves itself: records are pushed, not fetched. */
    PUSHED,
    /** A source that takes back rows that are no longer in it: models see those that are there. */
    RETRACTS;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

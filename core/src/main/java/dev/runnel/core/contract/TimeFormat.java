package dev.runnel.core.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an instant is written in a source record. {@link #ISO} takes RFC 3339 text; without an offset it means UTC. */
public enum TimeFormat {
    ISO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    EPOCH_MICROS;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TimeFormat> of(String id) {
        return Arrays.stream(values()).filter(f -> f.id().equals(id)).findFirst();
    }
}

package dev.runnel.gateway.live;

import io.vertx.core.json.JsonArray;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** The values of the last minute, one a second. Not thread safe. */
final class Series {
    private static final int SECONDS = 60;
    private final Deque<OptionalDouble> values = new ArrayDeque<>(SECONDS + 1);

    void add(double value) {
        add(OptionalDouble.of(value));
    }

    void add(OptionalDouble value) {
        values.addLast(value);
        if (values.size() > SECONDS) {
            values.removeFirst();
        }
    }

    /** Oldest first; null where there was no value. */
    JsonArray json() {
        JsonArray array = new JsonArray();
        for (OptionalDouble value : values) {
            if (value.isPresent()) {
                array.add(rounded(value.getAsDouble()));
            } else {
                array.addNull();
            }
        }
        return array;
    }

    /** To one decimal: more is noise on a screen. */
    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}

package dev.runnel.cli.progress;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far one source is.
 *
 * @param rows read since its job was started last
 * @param share of all that is there, from 0 to 1; empty where that is not known
 * @param left the time that the rest takes at the speed of so far; empty where that is not known
 * @param trouble why it is started again and again
 */
record Reading(
        String stream,
        long rows,
        OptionalDouble share,
        double rowsPerSecond,
        Optional<Duration> left,
        Optional<String> trouble) {

    /** From 0 to 100, and 100 only at the end. */
    Optional<Integer> percent() {
        return share.isPresent() ? Optional.of((int) Math.floor(share.getAsDouble() * 100)) : Optional.empty();
    }

    /** Behind the name and the share. */
    String details() {
        if (trouble.isPresent()) {
            return "is tried again: " + trouble.get();
        }
        String speed = String.format(Locale.ROOT, "%d rows, %.0f/s", rows, rowsPerSecond);
        return left.map(l -> speed + ", " + clock(l) + " left").orElse(speed);
    }

    /** For logs. */
    @Override
    public String toString() {
        return stream + ": " + percent().map(p -> p + " %, ").orElse("") + details();
    }

    /** The same as members of a JSON object. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stream", stream);
        fields.put("rows", rows);
        fields.put("rows_per_second", Math.round(rowsPerSecond));
        share.ifPresent(s -> fields.put("share", Math.round(s * 1000) / 1000.0));
        left.ifPresent(l -> fields.put("seconds_left", l.toSeconds()));
        trouble.ifPresent(t -> fields.put("trouble", t));
        return fields;
    }

    private static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}

package dev.runnel.cli.embedded;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What a run did.
 *
 * @param files data files in the lake now; empty where it is on another machine, whose rows are not counted either
 * @param open how long records were taken
 */
public record Summary(List<StreamFigures> streams, OptionalLong files, Duration open) {
    public Summary {
        streams = List.copyOf(streams);
    }

    /** The same as members of a JSON object; {@code streams} are those whose sources end. */
    public Map<String, Object> fields() {
        List<StreamFigures> ending = ending(true);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("accepted", sum(streams, StreamFigures::valid));
        fields.put("invalid", sum(streams, StreamFigures::invalid));
        files.ifPresent(there -> fields.put("landed", inLake(streams)));
        fields.put("logged", sum(streams, StreamFigures::logged));
        files.ifPresent(there -> fields.put("files", there));
        fields.put("seconds", seconds());
        fields.put("per_second", Math.round(rate(streams) * 10) / 10.0);
        if (!ending.isEmpty()) {
            fields.put("streams", ending.stream().map(StreamFigures::fields).toList());
        }
        return fields;
    }

    /** For people. */
    @Override
    public String toString() {
        List<StreamFigures> ending = ending(true);
        String lines = ending.stream().map(s -> s + "\n").collect(Collectors.joining());
        return lines + (ending.size() == streams.size() ? whole(ending) : events(ending(false)));
    }

    private String whole(List<StreamFigures> ending) {
        String read = String.format(
                Locale.ROOT,
                "%d rows read in %.1f s (%.1f/s)",
                sum(ending, StreamFigures::read),
                seconds(),
                rate(ending));
        return files.isPresent() ? read + "; " + files.getAsLong() + " files in the lake" : read;
    }

    private String events(List<StreamFigures> sent) {
        String taken = String.format(
                Locale.ROOT,
                "%d events accepted, %d invalid in %.1f s (%.1f/s)",
                sum(sent, StreamFigures::valid),
                sum(sent, StreamFigures::invalid),
                seconds(),
                rate(sent));
        return files.isPresent()
                ? taken + "; " + inLake(sent) + " of " + sum(sent, StreamFigures::logged) + " landed in "
                        + files.getAsLong() + " files"
                : taken;
    }

    private List<StreamFigures> ending(boolean ends) {
        return streams.stream().filter(s -> s.ends() == ends).toList();
    }

    /** Records a second, valid or not. */
    private double rate(List<StreamFigures> of) {
        return sum(of, StreamFigures::read) / Math.max(0.001, seconds());
    }

    private double seconds() {
        return open.toMillis() / 1000.0;
    }

    private static long inLake(List<StreamFigures> of) {
        return sum(of, s -> s.inLake().orElse(0));
    }

    private static long sum(List<StreamFigures> of, ToLongFunction<StreamFigures> figure) {
        return of.stream().mapToLong(figure).sum();
    }
}

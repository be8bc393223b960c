package dev.runnel.gateway.invalid;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a topic is still to be looked at: for each partition the offsets from, and up to but without, a bound. As
 * text {@code 0:10-500,1:0-20}, by which a request goes on where another ended. Immutable.
 */
record Ranges(Map<Integer, Range> byPartition) {
    private static final Pattern PART = Pattern.compile("(\\d{1,9}):(\\d{1,18})-(\\d{1,18})");
    private static final int MOST_PARTITIONS = 1_000;

    /** Offsets of one partition. */
    record Range(long from, long to) {
        boolean isEmpty() {
            return from >= to;
        }
    }

    Ranges {
        TreeMap<Integer, Range> left = new TreeMap<>(byPartition);
        left.values().removeIf(Range::isEmpty);
        byPartition = java.util.Collections.unmodifiableMap(left);
    }

    /** Empty when the text is none. */
    static Optional<Ranges> parse(String text) {
        Map<Integer, Range> ranges = new TreeMap<>();
        String[] parts = text.split(",", MOST_PARTITIONS);
        for (String part : parts) {
            Matcher range = PART.matcher(part);
            if (!range.matches()) {
                return Optional.empty();
            }
            ranges.put(
                    Integer.parseInt(range.group(1)),
                    new Range(Long.parseLong(range.group(2)), Long.parseLong(range.group(3))));
        }
        return Optional.of(new Ranges(ranges));
    }

    boolean isEmpty() {
        return byPartition.isEmpty();
    }

    /** How many offsets are left. */
    long size() {
        return byPartition.values().stream().mapToLong(r -> r.to() - r.from()).sum();
    }

    /** The same with another range of one partition. */
    Ranges with(int partition, Range range) {
        Map<Integer, Range> ranges = new TreeMap<>(byPartition);
        ranges.put(partition, range);
        return new Ranges(ranges);
    }

    @Override
    public String toString() {
        return byPartition.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue().from() + "-"
                        + e.getValue().to())
                .collect(Collectors.joining(","));
    }
}

package dev.runnel.cli.embedded;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** How long each part took to start, and how long after the command it was there. Thread safe. */
final class StartupTimes {
    private final Duration age = ProcessAge.now();
    private final long created = System.nanoTime();
    private final Map<String, Duration> parts = new ConcurrentSkipListMap<>();

    /** Times a part from now until the span is closed. */
    Span begin(String part) {
        long began = System.nanoTime();
        return () -> parts.put(part, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Time since the command was given. */
    Duration sinceCommand() {
        return age.plusNanos(System.nanoTime() - created);
    }

    /** {@code gateway 0.4 s, Kafka 2.0 s}. */
    String parts() {
        return parts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(part -> part.getKey() + " " + seconds(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code 2.1 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** A part that is starting. */
    interface Span extends AutoCloseable {
        @Override
        void close();
    }
}

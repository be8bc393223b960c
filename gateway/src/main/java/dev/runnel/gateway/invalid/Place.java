package dev.runnel.gateway.invalid;

import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidFacts;
import dev.runnel.gateway.log.HeaderText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record is: as text {@code topic/partition/offset}. A topic's name has no slash. */
public record Place(String topic, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");

    /**
     * By what an invalid record is known: the place of its original in a log, where it came from one, for a job that
     * starts again may write the same one again; else its own place.
     */
    public static Place of(ConsumerRecord<byte[], byte[]> invalid) {
        return HeaderText.of(invalid, Headers.SOURCE)
                .flatMap(Place::parse)
                .orElseGet(() -> new Place(invalid.topic(), invalid.partition(), invalid.offset()));
    }

    /** The same of a record of that topic. */
    static Place of(InvalidFacts invalid, String topic) {
        return parse(invalid.source()).orElseGet(() -> new Place(topic, invalid.partition(), invalid.offset()));
    }

    /** Empty when the text is none. */
    static Optional<Place> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new Place(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}

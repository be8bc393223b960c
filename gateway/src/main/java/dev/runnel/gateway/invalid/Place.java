package dev.runnel.gateway.invalid;

import dev.runnel.core.record.Headers;
import dev.runnel.core.record.InvalidFacts;
import dev.runnel.core.record.Stage;
import dev.runnel.gateway.log.HeaderText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a record is: as text {@code topic/partition/offset}, with {@code /jdbc/0} behind it where one destination's
 * refusal of the record is meant. A topic's name has no slash.
 *
 * @param destination as {@link dev.runnel.core.pipeline.Names#destination} names it; empty for the record as such
 */
public record Place(String topic, int partition, long offset, String destination) {
    private static final Pattern TEXT = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})(?:/([a-z][\\w-]*/\\d{1,4}))?");

    /** Here the source is not of ours: two streams may read the same place. */
    private static final String BEFORE_THE_LOG = Stage.COLLECT.id();

    /** A record as such. */
    public Place(String topic, int partition, long offset) {
        this(topic, partition, offset, "");
    }

    /**
     * By what an invalid record is known: the place of its original in a log, where it came from one, for a job that
     * starts again may write the same one again; else its own place. Two destinations that refuse the same original make
     * two of it.
     */
    public static Place of(ConsumerRecord<byte[], byte[]> invalid) {
        return HeaderText.of(invalid, Headers.SOURCE)
                .filter(source -> HeaderText.of(invalid, Headers.STAGE)
                        .filter(BEFORE_THE_LOG::equals)
                        .isEmpty())
                .flatMap(Place::parse)
                .map(source ->
                        source.to(HeaderText.of(invalid, Headers.DESTINATION).orElse("")))
                .orElseGet(() -> new Place(invalid.topic(), invalid.partition(), invalid.offset()));
    }

    /** The same of a record of that topic. */
    static Place of(InvalidFacts invalid, String topic) {
        return Optional.of(invalid.source())
                .filter(source -> !invalid.stage().equals(BEFORE_THE_LOG))
                .flatMap(Place::parse)
                .map(source -> source.to(invalid.destination()))
                .orElseGet(() -> new Place(topic, invalid.partition(), invalid.offset()));
    }

    /** The same for one destination. */
    Place to(String other) {
        return new Place(topic, partition, offset, other);
    }

    /** The record as such. */
    Place whole() {
        return to("");
    }

    /** Whether what was sent for this one served the other too: what is sent for a record as such goes to every reader. */
    public boolean covers(Place other) {
        return equals(other) || equals(other.whole());
    }

    /** Empty when the text is none. */
    public static Optional<Place> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Place(
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        parts.group(4) == null ? "" : parts.group(4)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset + (destination.isEmpty() ? "" : "/" + destination);
    }
}

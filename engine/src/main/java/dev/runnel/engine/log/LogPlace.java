package dev.runnel.engine.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands in its topic. */
record LogPlace(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");

    static LogPlace of(ConsumerRecord<byte[], byte[]> record) {
        return new LogPlace(record.partition(), record.offset());
    }

    /** Reads {@code topic/partition/offset}; empty when it is none, or one of another topic. */
    static Optional<LogPlace> parse(String text, String topic) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() && matcher.group(1).equals(topic)
                ? Optional.of(new LogPlace(Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}

package dev.runnel.gateway.log;

import dev.runnel.core.record.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the headers that Runnel puts on records. Records of others may lack any of them. */
public final class HeaderText {
    private HeaderText() {}

    public static Optional<String> of(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** When Runnel received it, epoch milliseconds; the record's own time where another producer wrote it. */
    public static long receivedAt(ConsumerRecord<byte[], byte[]> record) {
        return of(record, Headers.RECEIVED_AT)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(record.timestamp());
    }
}

package dev.runnel.engine.testing;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.testing.Given;
import dev.runnel.core.testing.InvalidColumns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * What the log of a stream holds once the given records were taken: the valid ones as the gateway writes them, all in
 * one partition, and the others as invalid records.
 */
final class GivenLog {
    private static final int PARTITION = 0;
    /** The first that a registry gives. */
    private static final String SCHEMA_ID = "1";

    private final Stream stream;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<byte[]> invalid = new ArrayList<>();

    private GivenLog(Stream stream) {
        this.stream = stream;
    }

    static GivenLog of(Stream stream, List<Given> given) {
        GivenLog log = new GivenLog(stream);
        Contract contract = stream.contract();
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord decoded = decoder.newRecord();
        Optional<Redactor> redactor = Redactor.of(contract);
        for (int i = 0; i < given.size(); i++) {
            byte[] bytes = given.get(i).bytes();
            boolean valid = decoder.decode(bytes, 0, bytes.length, decoded);
            byte[] written = redactor.map(r -> r.redact(bytes, 0, bytes.length)).orElse(bytes);
            if (valid) {
                log.take(given.get(i), written, i + 1);
            } else {
                log.invalid.add(
                        InvalidColumns.row(Stage.COLLECT, decoded.violations().get(0), written));
            }
        }
        return log;
    }

    private void take(Given given, byte[] value, int number) {
        RecordHeaders headers = new RecordHeaders();
        header(headers, Headers.CORRELATION_ID, given.correlationId().orElseGet(() -> id(number)));
        header(headers, Headers.RECEIVED_AT, Long.toString(given.receivedAt().toEpochMilli()));
        header(headers, Headers.SCHEMA_ID, SCHEMA_ID);
        header(headers, Headers.CONTRACT, stream.contract().schemaId());
        records.add(new ConsumerRecord<>(
                stream.log().topic(),
                PARTITION,
                records.size(),
                given.receivedAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                value.length,
                null,
                value,
                headers,
                Optional.empty()));
    }

    /** A UUIDv7 that is the same in every run. */
    private static String id(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    Stream stream() {
        return stream;
    }

    /** The valid ones, by offset. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** The others, as rows of {@link InvalidColumns#TYPE}. */
    List<byte[]> invalid() {
        return invalid;
    }
}

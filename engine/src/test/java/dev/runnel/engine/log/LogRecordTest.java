package dev.runnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.record.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LogRecordTest {
    @Test
    void takesWhatTheHeadersSay() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.RECEIVED_AT, bytes("1700000000123"));
        headers.add(Headers.CORRELATION_ID, bytes("c"));
        headers.add(Headers.SCHEMA_ID, bytes("events@1"));

        LogRecord record = LogRecord.of(consumed(headers));

        assertThat(record.receivedAt()).isEqualTo(1700000000123L);
        assertThat(record.correlationId()).isEqualTo("c");
        assertThat(record.schemaId()).isEqualTo("events@1");
    }

    @Test
    void takesKafkasTimeWhereNoHeaderSaysWhen() {
        assertThat(LogRecord.of(consumed(new RecordHeaders())).receivedAt()).isEqualTo(77);
        RecordHeaders wrong = new RecordHeaders();
        wrong.add(Headers.RECEIVED_AT, bytes("yesterday"));
        assertThat(LogRecord.of(consumed(wrong)).receivedAt()).isEqualTo(77);
        RecordHeaders endless = new RecordHeaders();
        endless.add(Headers.RECEIVED_AT, bytes("9".repeat(40)));
        assertThat(LogRecord.of(consumed(endless)).receivedAt()).isEqualTo(77);
    }

    @Test
    void takesTheLastOfSeveralHeadersOfAName() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.RECEIVED_AT, bytes("1"));
        headers.add(Headers.CONTRACT, bytes("old"));
        headers.add("another", bytes("x"));
        headers.add(Headers.CONTRACT, bytes("new"));
        headers.add(Headers.RECEIVED_AT, bytes("2"));
        headers.add(Headers.SCHEMA_ID, null);

        LogRecord record = LogRecord.of(consumed(headers));

        assertThat(record.receivedAt()).isEqualTo(2);
        assertThat(record.contract()).isEqualTo("new");
        assertThat(record.schemaId()).isNull();
    }

    @Test
    void aReplayForOneDestinationStandsWhereTheRecordStoodThatItIsOf() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.REPLAY_OF, bytes("t/3/4711"));
        assertThat(LogRecord.of(consumed(headers)).offset()).isZero();
        headers.add(Headers.REPLAY_TO, bytes("jdbc"));

        LogRecord record = LogRecord.of(consumed(headers));

        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.offset()).isEqualTo(4711);
        assertThat(record.replayTo()).isEqualTo("jdbc");
    }

    @Test
    void isCarriedUnchanged() throws IOException {
        for (LogRecord record : new LogRecord[] {
            new LogRecord(bytes("k"), bytes("v"), 1, "c", "s", 2, 3), new LogRecord(null, null, 1, null, null, 2, 3)
        }) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            LogRecordSerializer.INSTANCE.serialize(record, out);
            LogRecord carried =
                    LogRecordSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
            assertThat(carried).usingRecursiveComparison().isEqualTo(record);
        }
    }

    private static ConsumerRecord<byte[], byte[]> consumed(RecordHeaders headers) {
        return new ConsumerRecord<>(
                "t", 0, 0, 77, TimestampType.CREATE_TIME, 0, 0, new byte[0], new byte[0], headers, Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.runnel.gateway.collect;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.MalformedJsonException;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.codec.RecordKey;
import dev.runnel.core.codec.Redactor;
import dev.runnel.core.codec.UnknownFieldScan;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Dedup;
import dev.runnel.core.contract.Field;
import dev.runnel.core.drift.Drift;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.registry.StreamSchemas;
import dev.runnel.schema.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads and validates the bodies of one stream, and takes personal data out before anything else sees them. Where there
 * are none, each byte is read once and copied once. Thread safe.
 */
final class StreamCollector {
    private final Stream stream;
    private final List<String> topics;
    private final Limits limits;
    private final Drift drift;
    private final RecordDecoder decoder;
    private final ThreadLocal<Desk> desks;
    private final Optional<RecordKey> key;
    private final Optional<RecordKey> dedup;
    private final boolean keyIsPii;
    private final StreamSchemas schemas;
    private final Header contract;
    private final LogValues values;
    private final Header streamName;
    private final Header stage;

    /**
     * Makes the contract into a decoder.
     *
     * @param schemas knows the id of the stream's schema
     * @param drift takes the undeclared fields that are found
     */
    StreamCollector(Stream stream, StreamSchemas schemas, Limits limits, Drift drift) {
        this(stream, stream.contract(), schemas, limits, drift);
    }

    /** @param shape the stream's contract for records whose fields may stand elsewhere */
    StreamCollector(Stream stream, Contract shape, StreamSchemas schemas, Limits limits, Drift drift) {
        this.stream = stream;
        this.topics = List.of(stream.log().topic(), stream.invalidTopic());
        this.limits = limits;
        this.drift = drift;
        this.decoder = RecordDecoder.of(shape);
        this.desks = ThreadLocal.withInitial(
                () -> new Desk(decoder.newRecord(), Redactor.of(shape).orElse(null), new UnknownFieldScan(shape)));
        this.key = stream.contract().key().map(path -> new RecordKey(decoder.layout(), path));
        this.dedup = stream.contract().dedup().map(d -> new RecordKey(decoder.layout(), d.by()));
        this.keyIsPii = java.util.stream.Stream.concat(
                        stream.contract().key().stream(), stream.contract().dedup().map(Dedup::by).stream())
                .anyMatch(path -> isPii(stream.contract(), path));
        this.schemas = schemas;
        this.values = new LogValues(stream, decoder, schemas);
        this.contract = header(Headers.CONTRACT, stream.contract().schemaId());
        this.streamName = header(Headers.STREAM, stream.name());
        this.stage = header(Headers.STAGE, Stage.COLLECT.id());
    }

    private static boolean isPii(Contract contract, String path) {
        return contract.type().at(path).flatMap(Field::pii).isPresent();
    }

    /** The stream's name. */
    String stream() {
        return stream.name();
    }

    /** What it writes to. */
    List<String> topics() {
        return topics;
    }

    /**
     * Reads a whole body before anything of it is sent.
     *
     * @throws BodyRefused when it is not JSON, or has too many or too large records
     */
    Batch read(byte[] body, int length, BodyReader.Framing framing, String correlationId, long receivedAt)
            throws BodyRefused {
        Batch batch = new Batch();
        Stamp stamp = stamp(correlationId, receivedAt);
        BodyReader reader = new BodyReader(decoder, body, 0, length, framing);
        Desk desk = desks.get();
        try {
            while (reader.next(desk.record())) {
                take(batch, desk, body, reader, stamp);
            }
        } catch (MalformedJsonException e) {
            throw malformed(e);
        }
        return batch;
    }

    /** One record by itself: ready for the log, or why it is not. */
    Recheck.Result check(byte[] value, String correlationId, long receivedAt) {
        return check(value, stamp(correlationId, receivedAt), values::of);
    }

    /**
     * The same for one that is in the log's format already.
     *
     * @param json what its value says
     * @param schema the id of the schema that the value was written with
     */
    Recheck.Result check(byte[] json, byte[] value, int schema, String correlationId, long receivedAt) {
        return check(json, stamp(correlationId, receivedAt, schema), (treated, id) -> value);
    }

    private Recheck.Result check(byte[] value, Stamp stamp, Encoding encoding) {
        Desk desk = desks.get();
        DecodedRecord record = desk.record();
        if (!decoder.decode(value, 0, value.length, record)) {
            return new Recheck.Result(Optional.empty(), record.violations());
        }
        try {
            byte[] treated = desk.value(value, 0, value.length);
            return new Recheck.Result(Optional.of(valid(record, treated, stamp, encoding)), List.of());
        } catch (WireException e) {
            return new Recheck.Result(Optional.empty(), List.of(violation(e)));
        }
    }

    private Stamp stamp(String correlationId, long receivedAt) {
        return stamp(correlationId, receivedAt, schemas.id(stream.name()).orElse(0));
    }

    private static Stamp stamp(String correlationId, long receivedAt, int schema) {
        return new Stamp(
                receivedAt,
                schema,
                header(Headers.CORRELATION_ID, correlationId),
                header(Headers.RECEIVED_AT, Long.toString(receivedAt)),
                header(Headers.SCHEMA_ID, Integer.toString(schema)));
    }

    private void take(Batch batch, Desk desk, byte[] body, BodyReader reader, Stamp stamp) throws BodyRefused {
        int size = reader.to() - reader.from();
        if (batch.processed() == limits.records()) {
            throw BodyRefused.tooManyRecords(limits.records());
        }
        if (size > limits.record()) {
            throw BodyRefused.recordTooLarge(batch.processed(), size, limits.record());
        }
        DecodedRecord record = desk.record();
        boolean drifted = record.hasUnknownFields();
        if (drifted) {
            batch.unknownFields(desk.unknown().scan(body, reader.from(), reader.to(), stamp.receivedAt(), drift));
        }
        byte[] value = desk.value(body, reader.from(), reader.to());
        List<Violation> violations = record.violations();
        if (violations.isEmpty()) {
            try {
                batch.valid(valid(record, value, stamp, values::of), drifted);
                return;
            } catch (WireException e) {
                violations = List.of(violation(e));
            }
        }
        batch.invalid(invalid(violations.get(0), value, stamp), violations);
    }

    static Violation violation(WireException e) {
        return new Violation(e.reason(), "", e.text(), -1);
    }

    private ProducerRecord<byte[], byte[]> valid(DecodedRecord record, byte[] value, Stamp stamp, Encoding encoding)
            throws WireException {
        if (keyIsPii) {
            decoder.decode(value, 0, value.length, record); // so that the key is made of what is written
        }
        byte[] keyBytes = key.isPresent() ? key.get().of(record) : null;
        if (keyBytes == null && dedup.isPresent()) {
            keyBytes = dedup.get().of(record); // so that what is sent again comes to the same partition
        }
        return new ProducerRecord<>(
                stream.log().topic(),
                null,
                stamp.receivedAt(),
                keyBytes,
                encoding.of(value, stamp.schema()),
                List.of(stamp.correlationId(), stamp.received(), stamp.schemaId(), contract));
    }

    private ProducerRecord<byte[], byte[]> invalid(Violation first, byte[] value, Stamp stamp) {
        List<Header> headers = List.of(
                stamp.correlationId(),
                stamp.received(),
                stamp.schemaId(),
                contract,
                streamName,
                stage,
                header(Headers.CODE, first.reason().id()),
                header(Headers.FIELD, first.field()),
                header(Headers.MESSAGE, first.message()));
        return new ProducerRecord<>(stream.invalidTopic(), null, stamp.receivedAt(), null, value, headers);
    }

    private static BodyRefused malformed(MalformedJsonException e) {
        String detail = "the body is not JSON: " + e.getMessage() + "; nothing was recorded";
        return new BodyRefused(new Problem(400, "malformed-json", "Not JSON", detail)
                .with("position", e.position())
                .with("line", e.line())
                .with("column", e.column()));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a record's JSON into the value that the log holds. */
    private interface Encoding {
        byte[] of(byte[] json, int schema) throws WireException;
    }

    /**
     * What one thread reads with.
     *
     * @param redactor null when the contract declares no personal data
     */
    private record Desk(DecodedRecord record, @Nullable Redactor redactor, UnknownFieldScan unknown) {
        /** A record's bytes as they are written. */
        byte[] value(byte[] body, int from, int to) {
            return redactor == null ? Arrays.copyOfRange(body, from, to) : redactor.redact(body, from, to);
        }
    }

    /** The headers that all records of a request share. */
    private record Stamp(long receivedAt, int schema, Header correlationId, Header received, Header schemaId) {}
}

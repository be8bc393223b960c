package dev.runnel.schema.wire;

import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.ParsedSchema;
import java.util.Arrays;

/**
 * Turns values of a topic into JSON that the decoder of the {@link WireContract} reads. Fields are matched by name, as
 * Avro matches them; what the contract does not name is carried along. Not thread safe.
 */
public final class WireReader {
    private static final byte[] NOTHING = {};

    private final WireFormat format;
    private final Contract contract;
    private final WriterSchemas schemas;
    private final JsonOutput out;

    /** @param schemas not asked for JSON and JSON Schema, which say themselves what they hold */
    public WireReader(WireFormat format, Contract contract, WriterSchemas schemas) {
        this.format = format;
        this.contract = WireContract.of(format, contract);
        this.schemas = schemas;
        this.out = new JsonOutput(PiiPlace.holds(contract.type()));
    }

    /**
     * The value as JSON; the value itself where it is plain JSON.
     *
     * @param value must not be changed afterwards
     * @throws WireException when it is not in the topic's format, or names a schema that nobody knows; nothing else,
     *     whatever the bytes
     * @throws java.io.UncheckedIOException when the registry cannot be asked for the schema
     */
    public byte[] json(byte[] value) throws WireException {
        if (format == WireFormat.JSON) {
            return value;
        }
        if (value.length == 0) {
            return NOTHING;
        }
        if (value.length > RecordDecoder.MAX_BYTES) {
            throw new WireException(
                    Reason.TOO_LARGE,
                    "the record has " + value.length + " bytes; up to " + RecordDecoder.MAX_BYTES + " are allowed");
        }
        int id = Frame.id(value);
        if (format == WireFormat.JSON_SCHEMA) {
            return Arrays.copyOfRange(value, Frame.LENGTH, value.length);
        }
        return format == WireFormat.AVRO ? avro(value, id) : protobuf(value, id);
    }

    private byte[] avro(byte[] value, int id) throws WireException {
        ParsedSchema schema = schemas.of(id, SchemaType.AVRO);
        return new AvroJson(out).json(value, ((ParsedSchema.Avro) schema).schema(), contract.type());
    }

    private byte[] protobuf(byte[] value, int id) throws WireException {
        ParsedSchema schema = schemas.of(id, SchemaType.PROTOBUF);
        return new ProtoJson(out).json(value, (ParsedSchema.Protobuf) schema, contract.type());
    }
}

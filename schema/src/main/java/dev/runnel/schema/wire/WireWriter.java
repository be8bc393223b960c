package dev.runnel.schema.wire;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.Layout;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.export.ContractAvro;
import dev.runnel.schema.export.ContractProto;
import dev.runnel.schema.parse.InvalidSchemaException;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.registry.SchemaText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values of a record type in Avro or Protobuf. Not thread safe. */
public final class WireWriter {
    private final SchemaText schema;
    private final Body body;

    /** Writes a record's fields in their order, boxed as {@link DecodedRecord#object} says, without the frame. */
    interface Body {
        byte[] of(@Nullable Object[] row) throws WireException;
    }

    private WireWriter(SchemaText schema, Body body) {
        this.schema = schema;
        this.body = body;
    }

    /**
     * A writer of values that need a schema to be read.
     *
     * @param format Avro or Protobuf
     * @throws IllegalArgumentException when the names of fields are none in the format
     */
    public static WireWriter of(WireFormat format, String namespace, String name, String doc, RecordType type) {
        try {
            if (format == WireFormat.AVRO) {
                String text = ContractAvro.of(namespace, name, doc, type).toString();
                SchemaParser.parse(SchemaType.AVRO, text, List.of());
                return new WireWriter(new SchemaText(SchemaType.AVRO, text), new AvroBody(type));
            }
            String text = ContractProto.of(namespace, name, doc, type);
            ParsedSchema.Protobuf file =
                    (ParsedSchema.Protobuf) SchemaParser.parse(SchemaType.PROTOBUF, text, List.of());
            return new WireWriter(
                    new SchemaText(SchemaType.PROTOBUF, text),
                    new ProtoBody(type, file.messages().get(0)));
        } catch (InvalidSchemaException | org.apache.avro.AvroRuntimeException e) {
            throw new IllegalArgumentException(
                    name + " cannot be written in " + format.id() + ": " + e.getMessage(), e);
        }
    }

    /** The schema to be registered. */
    public SchemaText schema() {
        return schema;
    }

    /**
     * A framed value.
     *
     * @param id of the schema in the registry
     * @throws WireException when the format cannot carry it
     */
    public byte[] value(int id, @Nullable Object[] row) throws WireException {
        return Frame.of(id, body.of(row));
    }

    /** The fields of a record, boxed. */
    public static @Nullable Object[] row(DecodedRecord record) {
        List<@Nullable Object> row = new ArrayList<>();
        Layout layout = record.layout();
        for (int slot = 0; slot < layout.size(); slot = layout.slot(slot).end()) {
            row.add(record.value(slot));
        }
        return row.toArray();
    }
}

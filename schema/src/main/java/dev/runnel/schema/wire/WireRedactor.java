package dev.runnel.schema.wire;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.ParsedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes personal data out of values of a topic, whoever wrote them and whether they keep the contract or not. What can be
 * decoded stays in its format, with its schema, and all but its personal data stays as it is; of what cannot be, no
 * letter and no digit stays. Treating what is treated changes nothing. Not thread safe.
 */
public final class WireRedactor {
    private final WireFormat format;
    private final WriterSchemas schemas;
    /** Of JSON as it is sent. */
    private final Redactor sent;
    /** Of JSON whose fields stand under their own names, as {@link WireReader} makes it. */
    private final Redactor kept;

    private final PiiPlace root;

    private WireRedactor(WireFormat format, Contract contract, WriterSchemas schemas, Redactor sent, Redactor kept) {
        this.format = format;
        this.schemas = schemas;
        this.sent = sent;
        this.kept = kept;
        Map<String, Redactor> inJson = new HashMap<>();
        PiiInJson.of(contract).forEach((name, inside) -> Redactor.of(contract.withType(new RecordType(inside)))
                .ifPresent(r -> inJson.put(name, r)));
        this.root = new PiiPlace(WireContract.of(format, contract).type(), null, "", inJson);
    }

    /** One for a contract; empty when it declares no personal data. */
    public static Optional<WireRedactor> of(WireFormat format, Contract contract, WriterSchemas schemas) {
        return Redactor.of(contract).flatMap(sent -> Redactor.of(kept(format, contract))
                .map(kept -> new WireRedactor(format, contract, schemas, sent, kept)));
    }

    /** The contract of the log's records, with the personal data that stand inside of json fields as fields of their own. */
    private static Contract kept(WireFormat format, Contract declared) {
        Contract kept = WireContract.of(format, declared);
        if (kept == declared) {
            return declared;
        }
        List<Field> fields = new ArrayList<>(kept.type().fields());
        PiiInJson.of(declared)
                .forEach((name, inside) -> inside.forEach(
                        f -> fields.add(PiiInJson.at(name + "." + f.path().orElseThrow(), f, name + "." + f.name()))));
        return kept.withType(new RecordType(fields));
    }

    /** What {@link WireReader#json} made of a value, without its personal data. */
    public byte[] json(byte[] json) {
        return kept.redact(json, 0, json.length);
    }

    /**
     * A value of the topic without its personal data.
     *
     * @throws java.io.UncheckedIOException when the registry cannot be asked for the schema
     */
    public byte[] value(byte[] value) {
        if (format != WireFormat.JSON && Frame.isFramed(value)) {
            try {
                return framed(value, Frame.id(value));
            } catch (WireException e) {
                return sent.redact(value, 0, value.length); // it is no JSON, so nothing of it is left
            }
        }
        byte[] treated = sent.redact(value, 0, value.length);
        return format == WireFormat.JSON ? treated : json(treated);
    }

    private byte[] framed(byte[] value, int id) throws WireException {
        return switch (format) {
            case AVRO ->
                new AvroRedaction(kept)
                        .of(value, id, ((ParsedSchema.Avro) schemas.of(id, SchemaType.AVRO)).schema(), root);
            case PROTOBUF -> {
                ParsedSchema.Protobuf file = (ParsedSchema.Protobuf) schemas.of(id, SchemaType.PROTOBUF);
                yield new ProtoRedaction(kept).of(value, in -> ProtoJson.type(in, file), root);
            }
            default -> Frame.of(id, kept.redact(value, Frame.LENGTH, value.length));
        };
    }
}

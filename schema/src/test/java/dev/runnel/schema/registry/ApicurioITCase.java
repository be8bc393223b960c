package dev.runnel.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.Contracts;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.export.ExportFormat;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.wire.WireContract;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireReader;
import dev.runnel.schema.wire.WireWriter;
import dev.runnel.schema.wire.WriterSchemas;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A registry that is not Runnel's: both sides find each other's schemas in it and read each other's values. */
class ApicurioITCase {
    private static final String JSON =
            "{\"id\":7,\"price\":12.50,\"seen\":\"2026-01-31T23:59:59.123456Z\",\"inner\":{\"at\":\"1999-12-31T00:00:00Z\"}}";

    @TempDir
    static Path folder;

    private static Apicurio apicurio;
    private static RegistryClient registry;

    private final Contract contract = Contracts.everything();

    @BeforeAll
    static void start() throws Exception {
        apicurio = Apicurio.start(folder);
        registry = new RegistryClient(RegistryAddress.open(apicurio.url()));
    }

    @AfterAll
    static void stop() {
        apicurio.close();
    }

    private static DecodedRecord decoded(Contract contract, byte[] json) {
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord record = decoder.newRecord();
        decoder.decode(json, 0, json.length, record);
        return record;
    }

    private byte[] written(WireFormat format) throws Exception {
        WireWriter writer = WireWriter.of(format, "shop", "events", "", contract.type());
        int id = registry.register("written-" + format.id(), writer.schema());
        return writer.value(id, WireWriter.row(decoded(contract, JSON.getBytes(StandardCharsets.UTF_8))));
    }

    private DecodedRecord read(WireFormat format, byte[] value) throws WireException {
        byte[] json = new WireReader(format, contract, new WriterSchemas(registry)).json(value);
        return decoded(WireContract.of(format, contract), json);
    }

    @ParameterizedTest
    @EnumSource(names = "SQL", mode = EnumSource.Mode.EXCLUDE)
    void everyExportIsTakenAndGivenBack(ExportFormat format) throws RegistryException {
        SchemaType type = format == ExportFormat.PROTO ? SchemaType.PROTOBUF : SchemaType.valueOf(format.name());
        SchemaText schema = new SchemaText(type, format.write("shop", "Events", contract));
        int id = registry.register("export-" + format.id(), schema);
        assertThat(registry.register("export-" + format.id(), schema)).isEqualTo(id);
        assertThat(registry.schema(id).type()).isEqualTo(type);
        assertThat(registry.schema("export-" + format.id(), 1).text()).contains("price");
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void whatIsWrittenIsReadByItsSchemaThere(WireFormat format) throws Exception {
        DecodedRecord back = read(format, written(format));
        assertThat(back.violations()).isEmpty();
        assertThat(WireWriter.row(back))
                .usingRecursiveComparison()
                .isEqualTo(WireWriter.row(decoded(contract, JSON.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theLibrariesReadWhatIsWrittenByItsSchemaThere() throws Exception {
        byte[] avro = written(WireFormat.AVRO);
        Schema schema = new Schema.Parser().parse(registry.schema(id(avro)).text());
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(avro, 5, avro.length - 5, null));
        assertThat(record.get("id")).isEqualTo(7L);
        byte[] proto = written(WireFormat.PROTOBUF);
        ParsedSchema.Protobuf file = (ParsedSchema.Protobuf) SchemaParser.parse(
                SchemaType.PROTOBUF, registry.schema(id(proto)).text(), List.of());
        Descriptor type = file.messages().get(0);
        DynamicMessage message =
                DynamicMessage.parseFrom(type, CodedInputStream.newInstance(proto, 6, proto.length - 6));
        assertThat(message.getField(type.findFieldByName("price"))).isEqualTo("12.50");
    }

    private static int id(byte[] value) {
        return ByteBuffer.wrap(value, 1, 4).getInt();
    }

    @Test
    void whatTheLibrariesWriteIsRead() throws Exception {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},"
                        + "{\"name\":\"inner\",\"type\":{\"type\":\"record\",\"name\":\"In\",\"fields\":["
                        + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}}]}");
        GenericRecord inner = new GenericData.Record(schema.getField("inner").schema());
        inner.put("at", 5_000L);
        GenericRecord record = new GenericData.Record(schema);
        record.put("id", 8);
        record.put("inner", inner);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int id = registry.register("theirs", new SchemaText(SchemaType.AVRO, schema.toString()));
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, out);
        out.flush();
        DecodedRecord read = read(WireFormat.AVRO, bytes.toByteArray());
        assertThat(read.violations()).isEmpty();
        assertThat(read.value(read.layout().find("id").orElseThrow())).isEqualTo(8L);
    }

    @Test
    void itsRefusalsAreUnderstood() throws RegistryException {
        assertThatThrownBy(() -> registry.schema(999_999)).isInstanceOfSatisfying(RegistryException.class, e -> {
            assertThat(e.is(RegistryError.SCHEMA_NOT_FOUND)).isTrue();
            assertThat(e.isPassing()).isFalse();
        });
        assertThatThrownBy(() -> read(
                        WireFormat.AVRO,
                        ByteBuffer.allocate(9).putInt(1, 999_999).array()))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
        registry.register("level", new SchemaText(SchemaType.AVRO, "\"int\""));
        registry.setLevel("level", CompatibilityLevel.BACKWARD);
        assertThatThrownBy(() -> registry.register("level", new SchemaText(SchemaType.AVRO, "\"string\"")))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(409));
        registry.setLevel("level", CompatibilityLevel.NONE);
        assertThat(registry.register("level", new SchemaText(SchemaType.AVRO, "\"string\"")))
                .isPositive();
    }
}

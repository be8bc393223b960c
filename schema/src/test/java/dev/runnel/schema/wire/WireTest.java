package dev.runnel.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.Contracts;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.registry.SchemaText;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read, by Avro's and Protobuf's own libraries too, and what they write is read here. */
class WireTest {
    static final String FULL =
            """
            {"id":7,"flag":true,"small":-3,"ratio":1.5,"exact":0.1,"name":"naïve \\"x\\"","raw":"AAEC","day":"2026-01-31",
            "clock":"10:15:30.5","seen":"2026-01-31T23:59:59.123456Z","meta":{"sent":1764000000123},"price":12.50,
            "huge":123456789012345678901234.567891,"any":{"a":[1,null,"\\u00e9"]},"numbers":[1,2,3],
            "counts":{"a":1,"b":-9},"matrix":[[1.5],[2.0,3.0]],"inner":{"at":"1999-12-31T00:00:00Z","tags":["x","y"]},
            "rows":[{"at":"2026-01-01T00:00:00Z","note":"n"}]}
            """;
    private static final String LEAST = "{\"id\":1,\"inner\":{\"at\":\"2026-01-31T00:00:00Z\"}}";

    private final Memory registry = new Memory();

    static DecodedRecord decoded(Contract contract, byte[] json) {
        RecordDecoder decoder = RecordDecoder.of(contract);
        DecodedRecord record = decoder.newRecord();
        decoder.decode(json, 0, json.length, record);
        return record;
    }

    private static DecodedRecord decoded(Contract contract, String json) {
        return decoded(contract, json.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] written(WireFormat format, Contract contract, DecodedRecord record) throws Exception {
        WireWriter writer = WireWriter.of(format, "shop", contract.stream(), "", contract.type());
        int id = registry.register(format.id(), writer.schema());
        return writer.value(id, WireWriter.row(record));
    }

    private DecodedRecord read(WireFormat format, Contract contract, byte[] value) throws WireException {
        byte[] json = new WireReader(format, contract, new WriterSchemas(registry)).json(value);
        return decoded(WireContract.of(format, contract), json);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void whatIsWrittenIsRead(WireFormat format) throws Exception {
        Contract contract = Contracts.everything();
        for (String json : List.of(FULL, LEAST)) {
            DecodedRecord sent = decoded(contract, json);
            assertThat(sent.violations()).isEmpty();
            DecodedRecord back = read(format, contract, written(format, contract, sent));
            assertThat(back.violations()).isEmpty();
            assertThat(WireWriter.row(back)).usingRecursiveComparison().isEqualTo(WireWriter.row(sent));
        }
    }

    @Test
    void jsonSchemaKeepsTheBytesBehindTheFrame() throws Exception {
        byte[] json = LEAST.getBytes(StandardCharsets.UTF_8);
        WireReader reader = new WireReader(WireFormat.JSON_SCHEMA, Contracts.everything(), new WriterSchemas(registry));
        assertThat(reader.json(Frame.of(5, json))).isEqualTo(json);
        assertThatThrownBy(() -> reader.json(json)).isInstanceOf(WireException.class);
    }

    @Test
    void avrosLibraryReadsWhatIsWritten() throws Exception {
        Contract contract = Contracts.everything();
        byte[] value = written(WireFormat.AVRO, contract, decoded(contract, FULL));
        Schema schema =
                new Schema.Parser().parse(registry.schema(Frame.id(value)).text());
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema, schema, data)
                .read(null, DecoderFactory.get().binaryDecoder(value, Frame.LENGTH, value.length - Frame.LENGTH, null));
        assertThat(record.get("id")).isEqualTo(7L);
        assertThat(record.get("name").toString()).isEqualTo("naïve \"x\"");
        assertThat(record.get("price")).isEqualTo(new BigDecimal("12.50"));
        assertThat(record.get("huge")).isEqualTo(new BigDecimal("123456789012345678901234.567891"));
        assertThat(record.get("seen")).isEqualTo(1769903999123456L);
        assertThat(record.get("kind").toString()).isEqualTo("click");
        assertThat(((GenericRecord) record.get("inner")).get("at")).isEqualTo(946598400000000L);
        assertThat((List<?>) record.get("numbers")).hasSize(3);
    }

    @Test
    void protobufsLibraryReadsWhatIsWritten() throws Exception {
        Contract contract = Contracts.everything();
        byte[] value = written(WireFormat.PROTOBUF, contract, decoded(contract, FULL));
        assertThat(value[Frame.LENGTH]).as("the first message").isZero();
        Descriptor type =
                proto(registry.schema(Frame.id(value)).text()).messages().get(0);
        int start = Frame.LENGTH + 1;
        Message message =
                DynamicMessage.parseFrom(type, CodedInputStream.newInstance(value, start, value.length - start));
        assertThat(message.getUnknownFields().asMap()).isEmpty();
        assertThat(message.getField(type.findFieldByName("id"))).isEqualTo(7L);
        assertThat(message.getField(type.findFieldByName("price"))).isEqualTo("12.50");
        assertThat(message.getRepeatedFieldCount(type.findFieldByName("matrix")))
                .isEqualTo(2);
        Message seen = (Message) message.getField(type.findFieldByName("seen"));
        assertThat(seen.getField(seen.getDescriptorForType().findFieldByName("nanos")))
                .isEqualTo(123456000);
    }

    private static ParsedSchema.Protobuf proto(String text) throws Exception {
        return (ParsedSchema.Protobuf) SchemaParser.parse(SchemaType.PROTOBUF, text, List.of());
    }

    /** Another producer's schema: other order, narrower numbers, other logical types, a field that nobody knows. */
    @Test
    void anotherProducersAvroIsRead() throws Exception {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"Other","fields":[
                          {"name":"extra","type":{"type":"map","values":"int"}},
                          {"name":"seen","type":{"type":"long","logicalType":"timestamp-millis"}},
                          {"name":"sent","type":"long"},
                          {"name":"id","type":"int"},
                          {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["view","click"]}},
                          {"name":"price","type":{"type":"fixed","name":"P","size":4,"logicalType":"decimal","precision":9,"scale":1}},
                          {"name":"name","type":["string","null"]},
                          {"name":"inner","type":{"type":"record","name":"In","fields":[
                            {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}}]}}]}
                        """);
        GenericRecord inner = new GenericData.Record(schema.getField("inner").schema());
        inner.put("at", 5_000_000L);
        GenericRecord record = new GenericData.Record(schema);
        record.put("extra", Map.of("x", 1));
        record.put("seen", 1_764_000_000_123L);
        record.put("sent", 1_764_000_000_123L);
        record.put("id", 9);
        record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "view"));
        Schema fixed = schema.getField("price").schema();
        record.put(
                "price",
                new Conversions.DecimalConversion().toFixed(new BigDecimal("2.5"), fixed, LogicalTypes.decimal(9, 1)));
        record.put("name", null);
        record.put("inner", inner);
        byte[] value = avro(registry.register("s", new SchemaText(SchemaType.AVRO, schema.toString())), schema, record);

        DecodedRecord read = read(WireFormat.AVRO, Contracts.everything(), value);

        assertThat(read.violations()).isEmpty();
        assertThat(read.hasUnknownFields()).isTrue();
        assertThat(field(read, "id")).isEqualTo(9L);
        assertThat(field(read, "price")).isEqualTo(new BigDecimal("2.50"));
        assertThat(field(read, "kind")).isEqualTo("view");
        assertThat(field(read, "seen")).isEqualTo(field(read, "sent"));
        assertThat(field(read, "name")).isNull();
    }

    private static @Nullable Object field(DecodedRecord record, String path) {
        return record.value(record.layout().find(path).orElseThrow());
    }

    private static byte[] avro(int id, Schema schema, GenericRecord record) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Frame.of(id, new byte[0]));
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, out);
        out.flush();
        return bytes.toByteArray();
    }

    /** The second message of a file, a message inside of another one, and what the contract demands of them. */
    @Test
    void anotherProducersProtobufIsReadByItsMessageIndexes() throws Exception {
        String text =
                """
                syntax = "proto3";
                import "google/protobuf/wrappers.proto";
                message First { string x = 1; }
                message Outer {
                  message Deep {
                    uint64 id = 4;
                    google.protobuf.StringValue name = 2;
                    oneof what { string type = 7; }
                    Size size = 8;
                    enum Size { SMALL = 0; LARGE = 1; }
                  }
                }
                """;
        Descriptor deep = proto(text).messages().get(1).getNestedTypes().get(0);
        Descriptor wrapper = deep.findFieldByName("name").getMessageType();
        DynamicMessage message = DynamicMessage.newBuilder(deep)
                .setField(deep.findFieldByName("id"), 5L)
                .setField(
                        deep.findFieldByName("name"),
                        DynamicMessage.newBuilder(wrapper)
                                .setField(wrapper.findFieldByName("value"), "n")
                                .build())
                .setField(
                        deep.findFieldByName("size"),
                        deep.findFieldByName("size").getEnumType().getValues().get(1))
                .build();
        int id = registry.register("s", new SchemaText(SchemaType.PROTOBUF, text));
        byte[] indexes = {4, 2, 0}; // zig-zag: two numbers, 1 and 0
        byte[] body = message.toByteArray();
        byte[] value = Frame.of(
                id, ByteBuffer.allocate(3 + body.length).put(indexes).put(body).array());
        Contract contract = Contracts.contract(List.of(
                Field.of("id", Primitive.BIGINT, true),
                Field.of("name", Primitive.STRING, true),
                Field.of("type", Primitive.STRING, false),
                Contracts.constrained("size", Primitive.STRING, new Constraint.OneOf(List.of("SMALL")))));

        DecodedRecord read = read(WireFormat.PROTOBUF, contract, value);

        assertThat(field(read, "id")).isEqualTo(5L);
        assertThat(field(read, "name")).isEqualTo("n");
        assertThat(field(read, "type")).isNull();
        assertThat(read.violations()).singleElement().satisfies(v -> {
            assertThat(v.reason()).isEqualTo(Reason.ONE_OF);
            assertThat(v.field()).isEqualTo("size");
        });
        value[6] = 8; // message 4, which is none
        assertThatThrownBy(() -> read(WireFormat.PROTOBUF, contract, value)).hasMessageContaining("message 4");
    }

    @Test
    void whatCannotBeReadSaysWhy() throws Exception {
        Contract contract = Contracts.everything();
        byte[] good = written(WireFormat.AVRO, contract, decoded(contract, FULL));
        refused(WireFormat.AVRO, Frame.of(99, new byte[3]), Reason.UNKNOWN_SCHEMA, "no schema 99");
        refused(WireFormat.AVRO, FULL.getBytes(StandardCharsets.UTF_8), Reason.WIRE_FORMAT, "zero byte");
        refused(WireFormat.AVRO, Arrays.copyOf(good, good.length - 3), Reason.WIRE_FORMAT, "does not fit its schema");
        refused(WireFormat.AVRO, Arrays.copyOf(good, good.length + 3), Reason.WIRE_FORMAT, "behind the value");
        refused(WireFormat.PROTOBUF, good, Reason.WIRE_FORMAT, "is AVRO, not PROTOBUF");
        refused(WireFormat.AVRO, new byte[(1 << 20) + 1], Reason.TOO_LARGE, "1048577");
        Type list = new Type.ListOf(Primitive.INT);
        Contract lists = Contracts.contract(List.of(Field.of("l", list, true)));
        DecodedRecord holed = decoded(lists, "{\"l\":[1,null]}");
        assertThatThrownBy(() -> written(WireFormat.PROTOBUF, lists, holed))
                .hasMessageContaining("element of l is null");
        String recursive =
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":[\"null\",\"R\"]}]}";
        int id = registry.register("r", new SchemaText(SchemaType.AVRO, recursive));
        refused(WireFormat.AVRO, Frame.of(id, new byte[] {0}), Reason.UNKNOWN_SCHEMA, "inside of itself");
    }

    private void refused(WireFormat format, byte[] value, Reason reason, String message) {
        assertThatThrownBy(() -> read(format, Contracts.everything(), value))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    @Test
    void namesThatAFormatCannotCarryAreRefusedBeforehand() {
        RecordType odd = new RecordType(List.of(Field.of("EXPR$0", Primitive.INT, true)));
        assertThatThrownBy(() -> WireWriter.of(WireFormat.AVRO, "shop", "m", "", odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EXPR$0");
    }
}

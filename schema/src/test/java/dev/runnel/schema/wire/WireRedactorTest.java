package dev.runnel.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.registry.SchemaText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Personal data that other producers write into logs that have schemas. */
class WireRedactorTest {
    private static final RecordType WHO =
            new RecordType(List.of(text("name").withPii(Pii.MASK), Field.of("country", Primitive.STRING, false)));
    /** The mail of posted records is found elsewhere than that of the log's. */
    private static final Contract CONTRACT = new Contract(
            "orders",
            new RecordType(List.of(
                    Field.of("id", Primitive.BIGINT, true),
                    new Field(
                                    "mail",
                                    Primitive.STRING,
                                    false,
                                    List.of(),
                                    Optional.of("user.mail"),
                                    Optional.empty(),
                                    TimeFormat.ISO,
                                    "")
                            .withPii(Pii.MASK),
                    text("account").withPii(Pii.HASH),
                    Field.of("born", Primitive.DATE, false).withPii(Pii.DROP),
                    Field.of("tags", new Type.ListOf(Primitive.STRING), false).withPii(Pii.MASK),
                    Field.of("who", WHO, false),
                    Field.of("by", new Type.MapOf(WHO), false),
                    Field.of("all", new Type.ListOf(WHO), false))),
            Optional.empty(),
            Optional.empty(),
            UnknownFields.KEEP,
            Optional.empty(),
            Optional.of(new Secret("a key of more than sixteen characters")));

    /** The mail of a posted record stands in what a json field takes whole. */
    private static final Contract AROUND = new Contract(
            "around",
            new RecordType(List.of(
                    Field.of("inner", new RecordType(List.of(at("user", "whole", Primitive.JSON))), false),
                    at("user.mail", "mail", Primitive.STRING).withPii(Pii.MASK),
                    at("user.friends", "friends", new Type.ListOf(WHO)))),
            Optional.empty(),
            Optional.empty(),
            UnknownFields.KEEP);

    private static Field at(String path, String name, Type type) {
        return new Field(name, type, false, List.of(), Optional.of(path), Optional.empty(), TimeFormat.ISO, "");
    }

    @Test
    void whatAJsonFieldTakesWholeIsLookedInto() throws Exception {
        String around = "{\"mail\": \"johanna@x.org\", \"n\": 1,\"friends\":[{\"name\":\"Johanna\"}]}";
        String treated = "{\"mail\": \"***@x.org\", \"n\": 1,\"friends\":[{\"name\":\"J***\"}]}";
        RecordType other =
                new RecordType(List.of(Field.of("inner", new RecordType(List.of(text("whole"), text("more"))), false)));
        for (WireFormat format : List.of(WireFormat.AVRO, WireFormat.PROTOBUF)) {
            WireWriter writer = WireWriter.of(format, "other", "around", "", other);
            int id = registry.register("around-" + format, writer.schema());
            byte[] value = writer.value(id, new Object[] {new Object[] {around, "kept"}});
            WireRedactor redactor =
                    WireRedactor.of(format, AROUND, new WriterSchemas(registry)).orElseThrow();
            WireReader reader = new WireReader(format, AROUND, new WriterSchemas(registry));

            String expected = "{\"inner\":{\"whole\":" + treated + ",\"more\":\"kept\"}}";
            assertThat(new String(reader.json(redactor.value(value)), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            assertThat(new String(redactor.json(reader.json(value)), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    private static final String AVRO =
            """
            {"type":"record","name":"Order","fields":[
              {"name":"extra","type":"string"},
              {"name":"mail","type":["null","string"]},
              {"name":"id","type":"string"},
              {"name":"account","type":"bytes"},
              {"name":"born","type":["null",{"type":"int","logicalType":"date"}]},
              {"name":"tags","type":{"type":"array","items":["null","string"]}},
              {"name":"who","type":{"type":"map","values":"string"}},
              {"name":"by","type":{"type":"map","values":{"type":"record","name":"Who","fields":[
                {"name":"name","type":"string"},{"name":"country","type":"string"}]}}},
              {"name":"all","type":{"type":"array","items":"Who"}}]}
            """;
    private static final String ORDER =
            """
            {"extra":"x","mail":{"string":"johanna@x.org"},"id":"seven","account":"johanna","born":{"int":12345},
             "tags":[{"string":"Johanna"},null],"who":{"name":"Johanna","country":"SE"},
             "by":{"k":{"name":"Johanna","country":"NO"}},"all":[{"name":"Johanna","country":"DK"}]}
            """;
    private static final String PROTO =
            """
            syntax = "proto3";
            import "google/protobuf/wrappers.proto";
            message Other { string x = 1; }
            message Order {
              message Who { string name = 1; string country = 2; }
              string extra = 1;
              google.protobuf.StringValue mail = 2;
              string id = 3;
              bytes account = 4;
              int32 born = 5;
              repeated string tags = 6;
              map<string, string> who = 7;
              map<string, Who> by = 8;
              repeated Who all = 9;
            }
            """;

    private final Memory registry = new Memory();

    private static Field text(String name) {
        return Field.of(name, Primitive.STRING, false);
    }

    private WireRedactor redactor(WireFormat format) {
        return WireRedactor.of(format, CONTRACT, new WriterSchemas(registry)).orElseThrow();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] avro(String text, String json) throws Exception {
        Schema schema = new Schema.Parser().parse(text);
        Object record =
                new GenericDatumReader<>(schema).read(null, DecoderFactory.get().jsonDecoder(schema, json));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(record, out);
        out.flush();
        return Frame.of(registry.register("avro", new SchemaText(SchemaType.AVRO, text)), bytes.toByteArray());
    }

    private String json(WireFormat format, byte[] value) throws WireException {
        return new String(
                new WireReader(format, CONTRACT, new WriterSchemas(registry)).json(value), StandardCharsets.UTF_8);
    }

    @Test
    void onlyPersonalDataOfAnAvroRecordThatBreaksTheContractAreTreated() throws Exception {
        byte[] value = avro(AVRO, ORDER);
        byte[] treated = redactor(WireFormat.AVRO).value(value);

        assertThat(Frame.id(treated)).isEqualTo(Frame.id(value));
        assertThat(new String(treated, StandardCharsets.ISO_8859_1)).doesNotContainIgnoringCase("johanna");
        assertThat(json(WireFormat.AVRO, treated))
                .containsPattern("^\\{\"extra\":\"x\",\"mail\":\"\\*\\*\\*@x.org\",\"id\":\"seven\","
                        + "\"account\":\"[^\"]{20,}\",\"born\":null,\"tags\":\\[\"J\\*\\*\\*\",null],"
                        + "\"who\":\\{\"name\":\"J\\*\\*\\*\",\"country\":\"SE\"},"
                        + "\"by\":\\{\"k\":\\{\"name\":\"J\\*\\*\\*\",\"country\":\"NO\"}},"
                        + "\"all\":\\[\\{\"name\":\"J\\*\\*\\*\",\"country\":\"DK\"}]}$");
        assertThat(redactor(WireFormat.AVRO).value(treated)).isEqualTo(treated);
    }

    @Test
    void whatIsOfAnotherKindBecomesTheEmptyValueOfItsOwn() throws Exception {
        String odd =
                """
                {"type":"record","name":"Odd","fields":[
                  {"name":"mail","type":{"type":"record","name":"Mail","fields":[{"name":"at","type":"string"}]}},
                  {"name":"account","type":"long"},
                  {"name":"born","type":"string"},
                  {"name":"tags","type":["null",{"type":"enum","name":"Tag","symbols":["NONE","JOHANNA"]}]},
                  {"name":"who","type":"string"},
                  {"name":"by","type":{"type":"array","items":"string"}},
                  {"name":"all","type":{"type":"fixed","name":"All","size":4}}]}
                """;
        byte[] value = avro(
                odd,
                "{\"mail\":{\"at\":\"johanna@x.org\"},\"account\":4711,\"born\":\"1985\",\"tags\":{\"Tag\":\"JOHANNA\"},"
                        + "\"who\":\"Johanna\",\"by\":[\"Johanna\"],\"all\":\"anna\"}");
        byte[] treated = redactor(WireFormat.AVRO).value(value);
        assertThat(json(WireFormat.AVRO, treated))
                .isEqualTo("{\"mail\":{\"at\":\"\"},\"account\":0,\"born\":\"\",\"tags\":null,\"who\":\"\",\"by\":[],"
                        + "\"all\":\"AAAAAA==\"}");
    }

    @Test
    void onlyPersonalDataOfAProtobufRecordThatBreaksTheContractAreTreated() throws Exception {
        byte[] value = proto(
                """
                extra: "x" mail { value: "johanna@x.org" } id: "seven" account: "johanna" born: 12345 tags: "Johanna"
                who { key: "name" value: "Johanna" } who { key: "country" value: "SE" }
                by { key: "k" value { name: "Johanna" country: "NO" } } all { name: "Johanna" country: "DK" }
                """);
        byte[] treated = redactor(WireFormat.PROTOBUF).value(value);

        assertThat(Arrays.copyOf(treated, 7)).isEqualTo(Arrays.copyOf(value, 7)); // the schema and the message
        assertThat(new String(treated, StandardCharsets.ISO_8859_1)).doesNotContainIgnoringCase("johanna");
        assertThat(json(WireFormat.PROTOBUF, treated))
                .containsPattern("^\\{\"extra\":\"x\",\"mail\":\"\\*\\*\\*@x.org\",\"id\":\"seven\","
                        + "\"account\":\"[^\"]{20,}\",\"born\":0,\"tags\":\\[\"J\\*\\*\\*\"],"
                        + "\"who\":\\{\"name\":\"J\\*\\*\\*\",\"country\":\"SE\"},"
                        + "\"by\":\\{\"k\":\\{\"name\":\"J\\*\\*\\*\",\"country\":\"NO\"}},"
                        + "\"all\":\\[\\{\"name\":\"J\\*\\*\\*\",\"country\":\"DK\"}]}$");
        assertThat(redactor(WireFormat.PROTOBUF).value(treated)).isEqualTo(treated);
    }

    /** Text where the schema has a number is no field that the schema names. */
    @Test
    void whatAProtobufSchemaDoesNotNameGoesToo() throws Exception {
        byte[] value = proto("id: \"seven\"");
        byte[] more = Arrays.copyOf(value, value.length + 9);
        System.arraycopy(new byte[] {(5 << 3) | 2, 7, 'J', 'o', 'h', 'a', 'n', 'n', 'a'}, 0, more, value.length, 9);
        byte[] treated = redactor(WireFormat.PROTOBUF).value(more);
        assertThat(new String(treated, StandardCharsets.ISO_8859_1))
                .contains("seven")
                .doesNotContain("Johanna");
    }

    private byte[] proto(String text) throws Exception {
        Descriptor type = ((ParsedSchema.Protobuf) SchemaParser.parse(SchemaType.PROTOBUF, PROTO, List.of()))
                .messages()
                .get(1);
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        TextFormat.merge(text, message);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {2, 2}); // zig-zag: one number, 1
        message.build().writeTo(bytes);
        return Frame.of(registry.register("proto", new SchemaText(SchemaType.PROTOBUF, PROTO)), bytes.toByteArray());
    }

    @Test
    void jsonBehindAFrameKeepsItsOtherBytes() throws Exception {
        byte[] value = Frame.of(9, utf8("{ \"id\":\"seven\", \"user\":{\"mail\":\"johanna@x.org\"} }"));
        assertThat(redactor(WireFormat.JSON_SCHEMA).value(value))
                .isEqualTo(Frame.of(9, utf8("{ \"id\":\"seven\", \"user\":{\"mail\":\"***@x.org\"} }")));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JSON"},
            mode = EnumSource.Mode.EXCLUDE)
    void ofWhatCannotBeDecodedNoLetterStays(WireFormat format) throws Exception {
        byte[] unknown = format == WireFormat.JSON_SCHEMA
                ? Frame.of(4711, utf8("{\"mail\":\"johanna@x.org"))
                : Frame.of(4711, utf8("johanna@x.org"));
        assertThat(redactor(format).value(unknown)).hasSameSizeAs(unknown);
        for (byte[] value : List.of(unknown, avro(AVRO, ORDER), utf8("johanna@x.org"))) {
            byte[] broken = Arrays.copyOf(value, value.length - 3);
            assertThat(new String(redactor(format).value(broken), StandardCharsets.ISO_8859_1))
                    .doesNotContainIgnoringCase("johanna");
        }
    }

    @Test
    void jsonWithoutAFrameIsTreatedWhereverTheMailMayStand() {
        byte[] value = utf8("{\"user\":{\"mail\":\"johanna@x.org\"},\"mail\":\"johanna@x.org\"}");
        assertThat(redactor(WireFormat.AVRO).value(value))
                .isEqualTo(utf8("{\"user\":{\"mail\":\"***@x.org\"},\"mail\":\"***@x.org\"}"));
    }

    @Test
    void noMessageShowsAValue() throws Exception {
        String schema = "{\"type\":\"record\",\"name\":\"B\",\"fields\":["
                + "{\"name\":\"born\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}},"
                + "{\"name\":\"day\",\"type\":{\"type\":\"int\",\"logicalType\":\"time-millis\"}}]}";
        byte[] value = avro(schema, "{\"born\":1,\"day\":1999999999}");
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        WireException.class, () -> json(WireFormat.AVRO, value)))
                .hasMessageContaining("DateTimeException")
                .hasMessageNotContaining("1999999");
    }
}

package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.registry.SchemaText;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.Distribution.Output;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Avro in the log, Protobuf in a destination, and another producer: the whole program, and the formats' own libraries. */
class WireITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PIPELINE =
            """
            name: wire
            streams:
              orders:
                source: { http: {} }
                log: { topic: wire.orders, partitions: 1, format: avro }
                key: id
                fields:
                  id:    { type: bigint!, min: 1 }
                  price: { type: "decimal(10,2)", min: 0 }
                  at:    { type: timestamp!, path: meta.at }
                  mail:  { type: string, pii: mask }
                to:
                  - lake: { table: orders, format: parquet, roll: { every: 1s } }
            models:
              copies:
                sql: SELECT id, price, `at`, mail, _schema_id AS written_with FROM orders
                to:
                  - kafka: { topic: wire.copies, format: protobuf }
            """;
    /** Another producer's schema: one field less, one more. */
    private static final Schema OTHER = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"orders\",\"namespace\":\"wire\",\"fields\":["
                    + "{\"name\":\"extra\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"id\",\"type\":\"long\"},"
                    + "{\"name\":\"mail\",\"type\":[\"null\",\"string\"],\"default\":null},"
                    + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}}]}");

    @TempDir
    Path folder;

    private String kafka = "";

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void everybodyReadsEverybody() throws Exception {
        Files.writeString(folder.resolve("runnel.yaml"), PIPELINE);
        Path data = folder.resolve("data");
        try (RunnelProcess process = RunnelProcess.start(
                RUNNEL,
                Ports.free(),
                folder.resolve("output.txt"),
                "run",
                folder.toString(),
                "--data-dir",
                data.toString())) {
            process.awaitReady();
            kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            RegistryClient registry =
                    new RegistryClient(RegistryAddress.open(process.http().resolve("/registry")));
            post(process.http(), 1);
            post(process.http(), 2);
            avrosLibraryReadsTheLog(registry);
            int id = registry.register("wire.orders-value", new SchemaText(SchemaType.AVRO, OTHER.toString()));
            send(avro(id, 3));
            send(frame(4711).array());
            send("{\"id\":9}".getBytes(StandardCharsets.UTF_8));
            send(avro(id, 0));

            List<ConsumerRecord<byte[], byte[]>> invalid = await("wire.orders.invalid", 3);
            assertThat(invalid)
                    .extracting(r -> header(r, "code"))
                    .containsExactlyInAnyOrder("unknown_schema", "wire_format", "min");
            assertThat(invalid).extracting(r -> header(r, "stage")).containsOnly("decode");
            assertThat(new String(invalid.get(2).value(), StandardCharsets.ISO_8859_1))
                    .contains("kept", "***@x.org")
                    .doesNotContain("johanna");
            protobufsLibraryReadsTheDestination(registry, id);
            refusedRecordsAreMended(data);
            process.interrupt();
            assertThat(process.awaitEnd(PATIENCE)).as(process.output()).isZero();
            assertThat(new Lake(data, "orders_invalid")
                            .query("SELECT code, id, epoch_us(\"at\"), mail FROM files ORDER BY code"))
                    .hasToString("[[min, null, 5000000, ***@x.org], [unknown_schema, null, null, null],"
                            + " [wire_format, 9, null, null]]");
            assertThat(new Lake(data, "orders")
                            .query("SELECT id, price, epoch_us(\"at\"), mail FROM files ORDER BY id"))
                    .hasToString("[[1, 12.50, 1767225600000000, null], [2, 12.50, 1767225600000000, null],"
                            + " [3, null, 5000000, ***@x.org], [4, null, 5000000, ***@x.org]]");
        }
    }

    private static void post(URI http, int id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(http.resolve("/v1/streams/orders"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"id\":" + id + ",\"price\":12.5,\"meta\":{\"at\":\"2026-01-01T00:00:00Z\"}}"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).contains("\"valid_count\":1");
    }

    private void avrosLibraryReadsTheLog(RegistryClient registry) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> log = await("wire.orders", 2);
        byte[] value = log.get(1).value();
        ByteBuffer frame = ByteBuffer.wrap(value);
        assertThat(frame.get()).isZero();
        int id = frame.getInt();
        assertThat(header(log.get(1), "schema_id")).isEqualTo(String.valueOf(id));
        Schema schema = new Schema.Parser().parse(registry.schema(id).text());
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, frame.position(), frame.remaining(), null));
        assertThat(record.get("id")).isEqualTo(2L);
        assertThat(record.get("at")).isEqualTo(1767225600000000L);
    }

    private void protobufsLibraryReadsTheDestination(RegistryClient registry, int written) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> copies = await("wire.copies", 3);
        byte[] value = copies.get(2).value();
        int id = ByteBuffer.wrap(value, 1, 4).getInt();
        ParsedSchema.Protobuf file = (ParsedSchema.Protobuf)
                SchemaParser.parse(SchemaType.PROTOBUF, registry.schema(id).text(), List.of());
        Descriptor type = file.messages().get(0);
        DynamicMessage message =
                DynamicMessage.parseFrom(type, CodedInputStream.newInstance(value, 6, value.length - 6));
        assertThat(message.getField(type.findFieldByName("id"))).isEqualTo(3L);
        assertThat(message.hasField(type.findFieldByName("price"))).isFalse();
        assertThat(message.getField(type.findFieldByName("written_with"))).isEqualTo(String.valueOf(written));
    }

    /** By the command line: suggested, shown, mended, and in the log in its format. */
    private void refusedRecordsAreMended(Path data) throws Exception {
        String[] where = {folder.toString(), "--data-dir", data.toString()};
        assertThat(runnel(where, "check", "--suggest").out()).contains("extra: string  # 2 records\n");
        assertThat(runnel(where, "invalid", "show", "orders/0/2").out())
                .contains("{\"extra\":\"kept\",\"id\":0,\"mail\":\"***@x.org\"");
        Output mended =
                runnel(where, "invalid", "replay", "--stream", "orders", "--where", "code = 'min'", "--set", "id=4");
        assertThat(mended.out()).as(mended.toString()).isEqualTo("1 record: 1 replayed\n");
        byte[] value = await("wire.orders", 7).get(6).value();
        assertThat(value[0]).isZero();
        assertThat(new String(value, StandardCharsets.ISO_8859_1)).contains("***@x.org");
    }

    private static Output runnel(String[] where, String... arguments) {
        return RUNNEL.run(
                Map.of(),
                java.util.stream.Stream.concat(Arrays.stream(arguments), Arrays.stream(where))
                        .toArray(String[]::new));
    }

    private static ByteBuffer frame(int id) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(id);
    }

    private static byte[] avro(int schema, long id) throws Exception {
        GenericRecord record = new GenericData.Record(OTHER);
        record.put("extra", "kept");
        record.put("id", id);
        record.put("mail", "johanna@x.org");
        record.put("at", 5_000_000L);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(frame(schema).array());
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(OTHER).write(record, out);
        out.flush();
        return bytes.toByteArray();
    }

    private void send(byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("wire.orders", value)).get();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> await(String topic, int size) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(kafka, topic);
        while (records.size() < size) {
            assertThat(System.nanoTime())
                    .as("%s has %d records", topic, records.size())
                    .isLessThan(deadline);
            Thread.sleep(200);
            records = Topics.read(kafka, topic);
        }
        return records;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

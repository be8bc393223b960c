package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.testkit.process.Distribution;
import dev.runnel.testkit.process.RunnelProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent as personal data is looked for in everything that a running pipeline keeps. */
class PersonalDataITCase {
    private static final Distribution RUNNEL = Distribution.ofThisBuild();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PIPELINE =
            """
            name: people
            pii_key: ${file:key}
            streams:
              visits:
                source: { http: { path: /visits } }
                key: user
                fields:
                  id: bigint!
                  user: { type: string!, pii: hash, min_length: 6 }
                  mail: { type: string, format: email, pii: mask }
                  born: { type: date, pii: drop }
                  phone: { type: string, path: contact.phone, pii: mask }
                  seen:
                    type: list<row>
                    fields: { ip: { type: string, format: ip, pii: mask }, n: int }
                to:
                  - lake: { table: visits, roll: { every: 1s } }
            models:
              latest:
                key: [user]
                sql: SELECT user, LAST_VALUE(mail) AS mail, COUNT(*) AS visits FROM visits GROUP BY user
                to: { view: { path: /latest } }
            """;
    /** Marks every value that must not be found; a letter before it says which field. */
    private static final String MARK = "Zq7Kx";
    /** Marks what another producer writes into the log by itself: the log has it, nothing behind the log may. */
    private static final String FOREIGN = "Wv3Jp";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void prepare() {
        RUNNEL.prepare();
    }

    @Test
    void neverReachesTheDisk() throws Exception {
        Path pipeline = Files.createDirectories(folder.resolve("people"));
        Path data = folder.resolve("data");
        Path printed = folder.resolve("output.txt");
        Files.writeString(pipeline.resolve("runnel.yaml"), PIPELINE);
        Files.writeString(pipeline.resolve("key"), "a key of more than sixteen characters\n");
        String[] command = {"run", pipeline.toString(), "--data-dir", data.toString(), "--debug"};
        List<String> told = new ArrayList<>();
        try (RunnelProcess process = RunnelProcess.start(RUNNEL, Ports.free(), printed, command)) {
            process.awaitReady();
            String kafka = Endpoints.ofRunning(data).orElseThrow().kafka();
            told.add(post(process, "application/json", valid(1, "a@x.org", MARK) + "\n"));
            told.add(post(process, "application/json", "[" + valid(2, "no address", MARK) + "," + wrongKinds() + "]"));
            told.add(post(process, "application/x-ndjson", "{\"id\":4,\"user\":\"" + MARK + "\"\n\"" + MARK + "\"\n"));
            told.add(post(process, "application/json", "{\"id\":5,\"user\":\"" + MARK + "\""));
            foreign(kafka);
            assertThat(told.subList(0, 3)).allMatch(answer -> answer.contains("\"success\""));
            await(() -> landed(data, "visits") == 2 && landed(data, "visits_invalid") == 6);
            process.awaitOk("/latest");
            await(() -> process.get("/latest").contains("hmac_"));
            told.add(process.get("/latest"));
            told.add(process.get("/v1/streams/visits/invalid"));
            check(
                    Topics.read(kafka, "people.visits").stream()
                            .filter(r -> r.headers().toArray().length > 0)
                            .toList(),
                    MARK);
            check(Topics.read(kafka, "people.visits.invalid"), MARK);
            check(Topics.read(kafka, "people.visits.invalid"), FOREIGN);
            check(Topics.read(kafka, "people.view.latest"), FOREIGN);
            process.interrupt();
            process.awaitEnd(Duration.ofSeconds(60));
        }
        for (String table : List.of("visits", "visits_invalid")) {
            String rows = new Lake(data, table)
                    .query("SELECT to_json(f)::VARCHAR FROM files f")
                    .toString();
            assertThat(rows).doesNotContain(MARK, FOREIGN, "203.0.113.77", "1985-03-12", "+49 170");
        }
        assertThat(new Lake(data, "visits")
                        .query("SELECT id, mail, born, phone, seen[1].ip, length(\"user\") FROM files ORDER BY id"))
                .hasToString(
                        "[[1, ***@x.org, null, +***, 203.0.113.0, 48], [7, ***@x.org, null, +***, 203.0.113.0, 48]]");
        assertThat(told.toString()).doesNotContain(MARK, FOREIGN, "203.0.113.77", "1985-03-12");
        assertThat(Files.readString(printed)).doesNotContain(MARK, FOREIGN);
        assertThat(filesWith(data, MARK)).isEmpty();
        assertThat(filesWith(data, FOREIGN)).allMatch(f -> f.startsWith("kafka/people.visits-"));
    }

    private static String valid(int id, String mail, String mark) {
        return """
                {"id":%d,"\\u0075ser":"u%s1","user":"u%s2","mail":"%s%s","born":"1985-03-12","contact":{"phone":"+49 170 %s"},\
                "seen":[{"ip":"203.0.113.77","n":1}]}"""
                .formatted(id, mark, mark, mark, mail, mark)
                .replace(mark + "no address", "no address " + mark);
    }

    /** Values of other kinds than the contract wants, each with something in it that must not be kept. */
    private static String wrongKinds() {
        return """
                {"id":"x","user":{"name":"MARK"},"mail":["MARK"],"born":"MARK","contact":"MARK","seen":[{"ip":"MARK"},"MARK"]}"""
                .replace("MARK", MARK);
    }

    private static void foreign(String kafka) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String value :
                    List.of(valid(7, "a@x.org", FOREIGN), valid(8, "no address", FOREIGN), "{\"user\":\"" + FOREIGN)) {
                producer.send(new ProducerRecord<>("people.visits", bytes(FOREIGN), bytes(value)));
            }
        }
    }

    private String post(RunnelProcess process, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(process.http().resolve("/visits"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void check(List<ConsumerRecord<byte[], byte[]>> records, String mark) {
        assertThat(records).isNotEmpty().allSatisfy(record -> {
            assertThat(text(record.value())).doesNotContain(mark);
            assertThat(text(record.key())).doesNotContain(mark);
            record.headers().forEach(h -> assertThat(text(h.value())).doesNotContain(mark));
        });
    }

    private static List<String> filesWith(Path data, String mark) throws IOException {
        try (var all = Files.walk(data)) {
            List<String> found = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark)) {
                    found.add(data.relativize(file).toString());
                }
            }
            return found;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static long landed(Path data, String table) {
        try {
            return new Lake(data, table).count();
        } catch (SQLException e) {
            return -1; // no file yet
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}

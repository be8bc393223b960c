package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import dev.runnel.broker.Ports;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Degraded;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MQTT source on a real broker: what every source must do, and what is its own. */
class MqttSourceITCase extends SourceSuite {
    private @Nullable LocalBroker started;
    private @Nullable Path certificates;

    @BeforeAll
    void startBroker(@TempDir Path folder) throws Exception {
        certificates = folder.resolve("ca.pem");
        started = LocalBroker.secure(folder);
    }

    @AfterAll
    void stopBroker() {
        broker().close();
    }

    private LocalBroker broker() {
        return Objects.requireNonNull(started);
    }

    @Override
    void make(Running runs, String name) {
        broker().subscribe("suite-" + name, "suite/" + name + "/#");
    }

    @Override
    void give(Running runs, String name, List<String> values) {
        broker().publish("suite/" + name + "/a", values);
    }

    @Override
    String source(String name) {
        return mqtt("topics: \"suite/" + name + "/#\", client_id: suite-" + name);
    }

    private String mqtt(String options) {
        return "mqtt: { url: \"mqtt://127.0.0.1:" + broker().port + "\", " + options + " }";
    }

    @Override
    String position(String name) {
        return "suite/" + name + "/a@\\d+";
    }

    /** What a broker did not hear to be kept it sends again, and MQTT has no id by which to know it. */
    @Override
    boolean isExactlyOnce() {
        return false;
    }

    @Test
    void aCleanStopRepeatsNothingAndTheBrokerKeepsWhatComesMeanwhile() throws Exception {
        Running running = running();
        broker().subscribe("runnel-calm-s", "calm/+");
        Pipeline pipeline = running.read("name: calm\nstreams:\n  s:\n    source: { " + mqtt("topics: calm/+")
                + " }\n    fields: { id: bigint! }\n");
        for (int round = 0; round < 2; round++) {
            int from = round * 100;
            broker().publish("calm/a", ids(from, from + 50));
            RunningPipeline runs = running.start(pipeline);
            running.await("some", () -> running.records("calm.s").size() > from);
            broker().publish("calm/b", ids(from + 50, from + 100));
            assertThat(runs.stop(Duration.ofSeconds(20))).isTrue();
            running.kill();
        }
        running.start(pipeline);
        running.await("all of it", () -> running.records("calm.s").size() >= 200);
        broker().publish("calm/c", List.of("{\"id\":200}"));
        running.await("what comes behind that which would be sent again", () -> running.values("calm.s")
                .contains("{\"id\":200}"));
        running.kill();
        assertThat(running.values("calm.s")).containsExactlyInAnyOrderElementsOf(ids(0, 201));
    }

    @Test
    void topicsThatAreLeftOutAreUnsubscribedAndWhatWaitedOfThemIsPassedOver() throws Exception {
        Running running = running();
        String yaml = "name: moved\nstreams:\n  s:\n    source: { " + mqtt("topics: TOPIC, client_id: moved")
                + " }\n    fields: { id: bigint! }\n";
        broker().subscribe("moved", "old/+");
        broker().publish("old/1", ids(0, 1));
        RunningPipeline before = running.start(running.read(yaml.replace("TOPIC", "old/+")));
        running.await("the first", () -> running.records("moved.s").size() == 1);
        assertThat(before.stop(Duration.ofSeconds(20))).isTrue();
        running.kill();
        broker().publish("old/1", ids(1, 3));

        RunningPipeline after = running.start(running.read(yaml.replace("TOPIC", "new/+")));
        running.await("the new topic", () -> {
            broker().publish("old/1", ids(5, 6));
            broker().publish("new/1", ids(10, 11));
            return running.values("moved.s").contains("{\"id\":10}");
        });
        assertThat(after.stop(Duration.ofSeconds(20))).isTrue();
        running.kill();

        RunningPipeline back = running.start(running.read(yaml.replace("TOPIC", "old/+")));
        running.await("the old one again", () -> {
            broker().publish("old/1", ids(20, 21));
            return running.values("moved.s").contains("{\"id\":20}");
        });
        assertThat(back.stop(Duration.ofSeconds(20))).isTrue();
        running.kill();
        assertThat(running.values("moved.s").stream().distinct())
                .containsExactly("{\"id\":0}", "{\"id\":10}", "{\"id\":20}");
    }

    @Test
    void aConnectionThatBreaksLosesNothing() throws Exception {
        Running running = running();
        broker().subscribe("cut", "cut");
        running.start(running.read("name: cut\nstreams:\n  s:\n    source: { " + mqtt("topics: cut, client_id: cut")
                + " }\n    fields: { id: bigint! }\n"));
        running.await("the job", () -> {
            broker().publish("cut", ids(0, 1));
            return !running.records("cut.s").isEmpty();
        });
        for (int round = 1; round <= 5; round++) {
            broker().publish("cut", ids(round * 100, round * 100 + 50));
            broker().disconnect("cut");
            broker().publish("cut", ids(round * 100 + 50, round * 100 + 100));
        }
        running.await("all of it", () -> running.values("cut.s").contains("{\"id\":599}"));
        running.kill();
        assertThat(running.values("cut.s").stream()
                        .filter(v -> v.length() > "{\"id\":0}".length())
                        .distinct())
                .as("each; twice what was being acknowledged when the connection broke")
                .containsExactlyInAnyOrderElementsOf(ids(100, 600));
    }

    @Test
    void aBrokerThatIsAwayIsShownUntilItIsBack() throws Exception {
        Running running = running();
        RunningPipeline runs = running.start(running.read("name: away\nstreams:\n  s:\n    source: { "
                + mqtt("topics: away, client_id: away") + " }\n    fields: { id: bigint! }\n"));
        running.await("the job", () -> {
            broker().publish("away", ids(0, 1));
            return !running.records("away.s").isEmpty();
        });
        running.await("what is said meanwhile", () -> {
            broker().disconnect("away");
            return degraded(runs).anyMatch(d -> d.message().contains("is away"));
        });
        running.await("that it is over", () -> degraded(runs).findAny().isEmpty());
        running.kill();
    }

    private static Stream<Degraded> degraded(RunningPipeline runs) {
        return runs.jobs().stream().flatMap(job -> job.degraded().stream());
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"id\":" + i + "}").toList();
    }

    @Test
    void aRecordKnowsItsTopicAndTheRestStaysAsItIs() throws Exception {
        Running running = running();
        broker().publish("barn/1/milk", List.of("{\"v\":1}"), MqttQos.AT_LEAST_ONCE, true);
        broker().publish("barn/2/milk", List.of("{\"v\":2,\"_topic\":\"a lie\"}"), MqttQos.AT_MOST_ONCE, true);
        Pipeline pipeline = running.read("name: barn\nstreams:\n  all:\n    source: { "
                + mqtt("topics: [\"barn/+/milk\", barn/raw]")
                + " }\n    fields: { v: double!, topic: { type: string!, path: _topic } }\n"
                + "  fresh:\n    source: { "
                + mqtt("topics: \"barn/#\", retained: false, qos: 0")
                + " }\n    fields: { v: double! }\n");
        running.start(pipeline);
        running.await("what was retained", () -> running.records("barn.all").size() == 2);
        running.await("both subscriptions", () -> {
            broker().publish("barn/3/milk", List.of("{\"v\":3}"), MqttQos.AT_MOST_ONCE, false);
            return running.values("barn.fresh").contains("{\"v\":3}");
        });
        broker().publish("barn/raw", List.of("21.5", "{\"v\":"));
        running.await("the bad ones", () -> running.records("barn.all.invalid").size() == 2);
        running.kill();

        assertThat(running.values("barn.fresh")).noneMatch(v -> v.contains("1}") || v.contains("lie"));
        assertThat(running.values("barn.all.invalid")).containsExactlyInAnyOrder("21.5", "{\"v\":");
        assertThat(running.records("barn.all.invalid"))
                .allSatisfy(r -> assertThat(header(r, Headers.SOURCE)).matches("barn/raw@\\d+"));
        assertThat(running.values("barn.all"))
                .contains(
                        "{\"v\":1,\"_topic\":\"barn/1/milk\"}",
                        "{\"v\":2,\"_topic\":\"barn/2/milk\"}",
                        "{\"v\":3,\"_topic\":\"barn/3/milk\"}");
        assertThat(running.records("barn.all"))
                .allSatisfy(r -> assertThat(Running.text(r.key())).matches("barn/[123]/milk"));
    }

    @Test
    void saysWhyTheBrokerLetsNobodyInAndWhoTookItsSession() throws Exception {
        Running running = running();
        RunningPipeline runs = running.start(running.read("name: shut\nstreams:\n  stranger:\n    source: { "
                + mqtt("topics: shut, user: stranger, password: \"${env:NOBODY:-x}\"")
                + " }\n    fields: { v: double! }\n  taken:\n    source: { "
                + mqtt("topics: shut, client_id: shut-taken")
                + " }\n    fields: { v: double! }\n"));
        running.await("the refusal", () -> says(runs, "stranger", "check 'user' and 'password'"));
        running.await("the loss", () -> {
            broker().takeOver("shut-taken");
            return says(runs, "taken", "another client has taken the session of 'shut-taken'");
        });
        broker().publish("shut", List.of("{\"v\":1}"));
        running.await("a session again", () -> running.values("shut.taken").equals(List.of("{\"v\":1}")));
        running.kill();
    }

    @Test
    void theProbeSignsInAndSaysWhatIsWrong(@TempDir Path folder) throws Exception {
        Files.copy(Objects.requireNonNull(certificates), folder.resolve("ca.pem"));
        String plain = "url: \"mqtt://127.0.0.1:" + broker().port + "\"";
        String tls = "url: \"mqtts://127.0.0.1:" + broker().tlsPort + "\"";
        broker().subscribe("mine", "mine");

        assertThat(probe(folder, plain + ", client_id: mine")).isEmpty();
        assertThat(probe(folder, tls + ", ca_file: ca.pem")).isEmpty();
        assertThat(probe(folder, tls)).contains(".url", "check that it speaks TLS", "'ca_file'");
        assertThat(probe(folder, tls.replace("127.0.0.1", "localhost") + ", ca_file: ca.pem"))
                .as("the certificate is of another name")
                .contains(".url", "its certificate names localhost");
        assertThat(probe(folder, tls + ", ca_file: none.pem")).contains(".ca_file", "cannot be read");
        assertThat(probe(folder, plain + ", user: stranger, password: \"${env:PASSWORD}\""))
                .contains(".user", "check 'user' and 'password'")
                .doesNotContain("s3cr3t");
        assertThat(probe(folder, "url: \"mqtt://127.0.0.1:" + Ports.free() + "\""))
                .contains(".url", "refused", "check that the broker runs");
    }

    private static String probe(Path folder, String options) throws Exception {
        Files.writeString(
                folder.resolve("runnel.yaml"),
                "name: p\nstreams:\n  s:\n    source: { mqtt: { topics: probe, " + options
                        + " } }\n    fields: { v: double! }\n");
        Diagnostics out = new Diagnostics();
        Endpoint source = PipelineReader.read(folder, Map.of("PASSWORD", "s3cr3t"), out)
                .orElseThrow(() -> new AssertionError(out.all().toString()))
                .streams()
                .get(0)
                .source();
        Diagnostics found = new Diagnostics();
        source.connector().probe(source.settings(), folder, FileAccess.NONE, found);
        return found.all().stream().map(d -> d.at().pointer() + " " + d).collect(Collectors.joining("\n"));
    }

    private static boolean says(RunningPipeline runs, String stream, String words) {
        return runs.jobs().stream()
                .filter(job -> job.name().endsWith(stream))
                .anyMatch(job -> job.why().orElse("").contains(words));
    }
}

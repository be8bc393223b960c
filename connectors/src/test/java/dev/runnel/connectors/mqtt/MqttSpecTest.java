package dev.runnel.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttSpecTest {
    @TempDir
    Path folder;

    private List<String> check(String options) throws IOException {
        Files.writeString(
                folder.resolve(PipelineReader.FILE),
                "name: base\nstreams:\n  a:\n    source: { mqtt: { " + options + " } }\n    fields: { v: double }\n");
        Diagnostics out = new Diagnostics();
        PipelineReader.read(folder, Map.of("SECRET", "s3cr3t"), out);
        assertThat(out.all()).allSatisfy(d -> assertThat(d.at().line()).isEqualTo(4));
        return out.all().stream().map(Diagnostic::message).toList();
    }

    @Test
    void whatIsRightIsRight() throws IOException {
        assertThat(check("url: mqtt://h, topics: [a/#, b/+/c]")).isEmpty();
        assertThat(
                        check(
                                "url: \"ssl://h:8884\", topics: a, user: u, password: \"${env:SECRET}\", ca_file: ca.pem, qos: 0,"
                                        + " session_expiry: 0s, retained: false, in_flight: 20, max_message: 1mb, client_id: x"))
                .isEmpty();
    }

    @Test
    void addressesAreTakenApart() {
        assertThat(BrokerAddress.of("mqtt://h")).hasValue(new BrokerAddress("h", 1883, false));
        assertThat(BrokerAddress.of("tcp://h:1/")).hasValue(new BrokerAddress("h", 1, false));
        assertThat(BrokerAddress.of("mqtts://h")).hasValue(new BrokerAddress("h", 8883, true));
        for (String wrong : List.of(
                "http://h", "h:1883", "mqtt://", "mqtt://u:p@h", "mqtt://h/a", "mqtt://h:0", "mqtt://h:99999")) {
            assertThat(BrokerAddress.of(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void mistakesAreTold() throws IOException {
        assertThat(check("url: \"http://h\", topics: a")).containsExactly("this is no broker's address");
        assertThat(check("url: \"mqtt://u:s3cr3t@h\", topics: a"))
                .singleElement()
                .satisfies(message -> assertThat(message).doesNotContain("s3cr3t"));
        assertThat(check("url: mqtt://h, topics: [a/#, b, a/+/c]"))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("'a/#' and 'a/+/c' mean the same topics in part"));
        assertThat(check("url: mqtt://h, topics: a#b")).containsExactly("'a#b' is no topic to subscribe to");
        assertThat(check("url: mqtt://h, topics: a, qos: 2")).hasSize(1);
        assertThat(check("url: mqtt://h, topics: a, max_message: 1gb")).hasSize(1);
        assertThat(check("url: mqtt://h, topics: a, session_expiry: 99999d")).hasSize(1);
        assertThat(check("url: mqtt://h, topics: a, password: \"${env:SECRET}\""))
                .hasSize(1);
        assertThat(check("url: mqtt://h, topics: a, ca_file: ca.pem")).hasSize(1);
    }

    @Test
    void certificatesAreReadBelowThePipelinesFolderOnly() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "text");
        assertThat(TrustFile.read(folder, "ca.pem").pem()).isEqualTo("text");
        assertThat(TrustFile.read(folder, "../ca.pem").problem()).contains("not below the pipeline's folder");
        assertThat(TrustFile.read(folder, "other.pem").problem()).contains("cannot be read");
    }
}

package dev.runnel.connectors;

import dev.runnel.testkit.api.ApiServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every source must do, with events of a server that numbers them. */
class SseSuiteITCase extends SourceSuite {
    private ApiServer api;

    @BeforeAll
    void startApi() throws IOException {
        api = ApiServer.start();
    }

    @AfterAll
    void stopApi() {
        api.close();
    }

    @Override
    void make(Running runs, String name) {
        api.publish(name, List.of());
    }

    @Override
    void give(Running runs, String name, List<String> values) {
        api.publish(name, values);
    }

    @Override
    String source(String name) {
        return "sse: { url: \"" + api.uri("/events/" + name) + "\" }";
    }

    @Override
    String position(String name) {
        return "http://127\\.0\\.0\\.1:\\d+/events/" + name + " #\\d+ id \\d+";
    }
}

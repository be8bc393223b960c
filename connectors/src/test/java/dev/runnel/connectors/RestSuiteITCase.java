package dev.runnel.connectors;

import dev.runnel.testkit.api.ApiServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every source must do, with an API that says where it goes on. */
class RestSuiteITCase extends SourceSuite {
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
        api.add(name, List.of());
    }

    @Override
    void give(Running runs, String name, List<String> values) {
        api.add(name, values);
    }

    @Override
    String source(String name) {
        return "rest: { url: \"" + api.uri("/since/" + name)
                + "\", every: 50ms, records: items, incremental: { param: since, token: next } }";
    }

    @Override
    String position(String name) {
        return "http://127\\.0\\.0\\.1:\\d+/since/" + name + "(\\?since=\\d+)? #\\d+/\\d+";
    }

    /** An answer that is broken is no record of it: an element that is no object is. */
    @Override
    String broken() {
        return "[7]";
    }
}

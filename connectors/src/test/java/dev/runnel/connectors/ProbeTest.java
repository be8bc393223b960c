package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.Ports;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.pipeline.Stream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systems are asked before a run, and what is said when they are not as they should be. */
class ProbeTest {
    @TempDir
    Path folder;

    /** What is found at a source, or at what stands behind {@code to:}. */
    private List<Diagnostic> probe(String source, String... to) throws Exception {
        Files.writeString(
                folder.resolve("runnel.yaml"),
                """
                name: shop
                streams:
                  orders:
                    source: { %s }
                    fields: { id: bigint! }
                    to: [%s]
                """
                        .formatted(source, String.join(", ", to)));
        Diagnostics out = new Diagnostics();
        Stream stream = PipelineReader.read(folder, Map.of("PASSWORD", "s3cr3t"), out)
                .orElseThrow(() -> new AssertionError(out.all().toString()))
                .streams()
                .get(0);
        Endpoint endpoint =
                to.length == 0 ? stream.source() : stream.destinations().get(0);
        Diagnostics found = new Diagnostics();
        endpoint.connector().probe(endpoint.settings(), folder, FileAccess.NONE, found);
        assertThat(found.all()).allSatisfy(d -> {
            assertThat(d.code()).isEqualTo(Code.UNREACHABLE);
            assertThat(d.at().line()).isEqualTo(to.length == 0 ? 4 : 6);
            assertThat(d.toString()).doesNotContain("s3cr3t");
        });
        return found.all();
    }

    private static void says(List<Diagnostic> found, String pointer, String... words) {
        assertThat(found).singleElement().satisfies(d -> {
            assertThat(d.at().pointer()).endsWith(pointer);
            assertThat(d.toString()).contains(words);
        });
    }

    @Test
    void databases() throws Exception {
        String h2 = "jdbc:h2:file:" + folder.resolve("shop");
        try (Connection database = DriverManager.getConnection(h2, "sa", "");
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE ORDERS (ID BIGINT PRIMARY KEY)");
        }
        String good = "jdbc: { url: \"" + h2 + "\", user: sa, tables: ORDERS }";
        assertThat(probe(good)).isEmpty();
        says(probe(good.replace("ORDERS", "ORDER")), "tables", "there is no table 'ORDER'", "did you mean 'ORDERS'?");
        says(
                probe(good.replace("user: sa", "user: sa, password: \"${env:PASSWORD}\"")),
                "user",
                "check 'user' and 'password'");
        says(probe(good.replace("/shop", "/other")), "url", "check the database in 'url'");
        String refused = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/shop";
        says(probe("jdbc: { url: \"" + refused + "\", user: me, tables: orders }"), "url", "refused", "check 'url'");
        String unknown = "jdbc:postgresql://nowhere.invalid/shop";
        says(probe("jdbc: { url: \"" + unknown + "\", user: me, tables: orders }"), "url", "nowhere.invalid");
        says(probe("http: {}", "jdbc: { url: \"" + refused + "\", user: me }"), "url", "refused");
        assertThat(probe("http: {}", "jdbc: {}")).isEmpty();
    }

    @Test
    void topicsOfAnotherKafka() throws Exception {
        String address = "127.0.0.1:" + Ports.free();
        says(
                probe("kafka: { topic: stock, bootstrap_servers: \"" + address + "\" }"),
                "bootstrap_servers",
                "check that Kafka runs at " + address);
        says(
                probe("kafka: { topic: stock, bootstrap_servers: \"nowhere.invalid:9092\" }"),
                "bootstrap_servers",
                "check that Kafka runs at nowhere.invalid:9092");
        assertThat(probe("kafka: { topic: stock }")).as("the environment's own").isEmpty();
    }

    @Test
    void files() throws Exception {
        says(probe("files: { path: orders.csv }"), "path", "there is no file orders.csv");
        says(probe("files: { path: \"*.csv\" }"), "path", "warning", "there is no file yet that '*.csv' stands for");
        Files.writeString(folder.resolve("orders.csv"), "id\n1\n");
        assertThat(probe("files: { path: [orders.csv, \"*.csv\"] }")).isEmpty();
    }
}

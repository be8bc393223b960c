package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source must do, with tables that grow. */
class JdbcSuiteITCase extends SourceSuite {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private EmbeddedPostgres postgres;

    @BeforeAll
    void startDatabase(@TempDir Path folder) throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterAll
    void stopDatabase() throws Exception {
        postgres.close();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    @Override
    void make(Running runs, String name) throws SQLException {
        try (Connection database = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE " + name
                    + " (seq bigserial PRIMARY KEY, id bigint, n bigint, mail text, flag boolean,"
                    + " small int, ratio float8, price numeric(20,4), name text, day date, clock time, at timestamptz,"
                    + " raw bytea, tags text[], sizes jsonb, nested jsonb, anything jsonb, more text)");
        }
    }

    @Override
    void give(Running runs, String name, List<String> values) throws SQLException {
        String rows = "[" + String.join(",", values).replace("\"AAEC\"", "\"\\\\x000102\"") + "]";
        try (Connection database = DriverManager.getConnection(url(), "postgres", "");
                PreparedStatement insert = database.prepareStatement("INSERT INTO " + name
                        + " SELECT (jsonb_populate_record(NULL::" + name + ", v || jsonb_build_object('seq', nextval('"
                        + name + "_seq_seq')))).* FROM jsonb_array_elements(?::jsonb) v")) {
            insert.setString(1, rows);
            insert.execute();
        }
    }

    @Override
    String source(String name) {
        return "jdbc: { url: \"" + url() + "\", user: postgres, tables: " + name
                + ", increment_by: seq, every: 200ms, lag: 200ms }";
    }

    @Override
    String position(String name) {
        return "public\\." + name + "\\[seq=\\d+]";
    }

    @Override
    String plain(String record) {
        try {
            ObjectNode row = (ObjectNode) JSON.readTree(record);
            row.remove("seq");
            row.properties().removeIf(field -> field.getValue().isNull());
            JsonNode price = row.get("price");
            return price == null
                    ? row.toString()
                    : row.put("price", price.asText()).toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A column has one type, so a row breaks by a value that no contract has: a number that is none. */
    @Test
    @Override
    void badRowsBecomeInvalidWithTheirPlaceAndTheRestGoesOn() throws Exception {
        Running running = running();
        make(running, "bad");
        give(
                running,
                "bad",
                List.of(
                        "{\"id\":1,\"mail\":\"ann@example.com\"}",
                        "{\"mail\":\"ben@example.com\"}",
                        "{\"id\":3,\"mail\":\"cee@example.com\",\"price\":\"NaN\"}",
                        "{\"id\":4}"));
        Pipeline pipeline = running.read(
                """
                name: suite
                streams:
                  bad:
                    source: { %s }
                    fields: { id: bigint!, mail: { type: string, pii: mask }, price: "decimal(20,4)" }
                """
                        .formatted(source("bad")));
        running.start(pipeline);
        running.await("the good ones", () -> running.records("suite.bad").size() == 2);
        running.await("the bad ones", () -> running.records("suite.bad.invalid").size() == 2);
        running.kill();
        assertThat(running.records("suite.bad.invalid")).allSatisfy(r -> {
            assertThat(header(r, Headers.STAGE)).isEqualTo("collect");
            assertThat(header(r, Headers.SOURCE)).matches("public\\.bad\\[seq=\\d+]");
            assertThat(header(r, Headers.MESSAGE)).isNotBlank();
        });
        assertThat(running.values("suite.bad")).noneMatch(v -> v.contains("ann@"));
        assertThat(running.values("suite.bad.invalid")).noneMatch(v -> v.contains("ben@") || v.contains("cee@"));
    }
}

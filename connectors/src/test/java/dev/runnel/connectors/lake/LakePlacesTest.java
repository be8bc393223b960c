package dev.runnel.connectors.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.EnvironmentSettings;
import dev.runnel.core.environment.HadoopClient;
import dev.runnel.core.pipeline.EnvironmentFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an environment's file may put the lake, and what such a lake does not take. */
class LakePlacesTest {
    @TempDir
    Path folder;

    private EnvironmentSettings said(String environment, String destination, Diagnostics out) throws IOException {
        Files.createDirectories(folder.resolve("env"));
        Files.writeString(folder.resolve(EnvironmentFile.FILE), environment);
        Files.writeString(
                folder.resolve("runnel.yaml"),
                """
                name: shop
                streams:
                  orders:
                    source: { http: {} }
                    fields: { id: bigint! }
                    to: { lake: %s }
                """
                        .formatted(destination));
        EnvironmentFile.readPipeline(folder, Map.of(), out);
        return EnvironmentFile.read(folder, Map.of(), new Diagnostics());
    }

    private List<Diagnostic> mistakes(String environment, String destination) throws IOException {
        Diagnostics out = new Diagnostics();
        said(environment, destination, out);
        return out.all();
    }

    @Test
    void theLakeIsWhereTheFileSays() throws IOException {
        Environment embedded = new Environment(
                "embedded", "", Map.of(), folder, URI.create("file:///here"), folder.toUri(), 1, Duration.ofSeconds(1));
        Diagnostics out = new Diagnostics();
        EnvironmentSettings said = said(
                "lake: \"hdfs://namenode:8020/lake/\"\nhdfs: { user: etl }", "{ partition_by: [ingest_date] }", out);
        assertThat(out.all()).isEmpty();
        assertThat(embedded.with(said).lake()).isEqualTo(URI.create("hdfs://namenode:8020/lake"));
        assertThat(said.files().fileSystems())
                .containsEntry(HadoopClient.USER, "etl")
                .containsEntry("flink.hadoop.ipc.client.connect.max.retries", "2");

        assertThat(embedded.with(said("lake: file:///data/lake", "{}", out)).lake())
                .isEqualTo(URI.create("file:///data/lake"));
        EnvironmentSettings nothing = said("{}", "{}", out);
        assertThat(embedded.with(nothing).lake()).isEqualTo(URI.create("file:///here"));
        assertThat(nothing.files().fileSystems())
                .as("no client is made ready for nobody")
                .isEmpty();
        assertThat(out.all()).isEmpty();
    }

    @Test
    void whatIsNoLakesAddressIsToldWithOneThatIs() throws IOException {
        for (String address : List.of("data/lake", "/data/lake", "hdfs:/lake", "hdfs://n:1/a/../b", "http://n/lake")) {
            assertThat(mistakes("lake: \"" + address + "\"", "{}"))
                    .as(address)
                    .singleElement()
                    .satisfies(m -> {
                        assertThat(m.at().file()).isEqualTo(folder.resolve(EnvironmentFile.FILE));
                        assertThat(m.message()).isEqualTo("'" + address + "' is not the address of a lake");
                        assertThat(m.suggestion()).hasValue("say file:///data/lake or hdfs://namenode:8020/lake");
                    });
        }
    }

    @Test
    void aBucketIsRefusedWithTheReason() throws IOException {
        assertThat(mistakes("lake: \"s3://shop/lake\"", "{}")).singleElement().satisfies(m -> assertThat(m.message())
                .contains("a lake cannot be in a bucket")
                .contains("renames nothing in one step"));
    }

    @Test
    void anIcebergTableNeedsALakeOfThisMachine() throws IOException {
        assertThat(mistakes("lake: \"hdfs://namenode:8020/lake\"", "{ format: iceberg }"))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.at().line()).isEqualTo(6);
                    assertThat(m.message()).contains("this environment's is hdfs://namenode:8020/lake");
                });
        assertThat(mistakes("lake: \"file:///data/lake\"", "{ format: iceberg }"))
                .isEmpty();
    }
}

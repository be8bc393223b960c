package dev.runnel.cli.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata files made into pipelines. */
class AtlasImportTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "atlas");
    private static final String DATABASE =
            """
            { "ocs_group_name": "Shop Orders",
              "source_type": "rdbms",
              "source_config": {
                "db_type": "TYPE", "host": "db.example.com", "port": 1234, "database": "shop",
                "user": "reader", "password": "PASSWORD", "fetch_size": 5000 },
              "dataset_config": [ {
                "source": { "name": "orders", "features": [
                  { "name": "id", "dtype": "long" }, { "name": "Unit Price", "dtype": "decimal(10, 2)" } ] },
                "transformations": [],
                "destination": { "path": "hdfs://nn:8020/warehouse/orders/", "features": [] } } ] }
            """;

    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    private List<Path> run(String metadata) throws IOException {
        Path file = folder.resolve("metadata.json");
        Files.writeString(file, metadata);
        return AtlasImport.run(file, Optional.of(folder.resolve("made")), out);
    }

    private static String fs(String dtype) {
        return """
                { "ocs_group_name": "g", "source_type": "fs", "source_config": { "format": "csv" },
                  "dataset_config": [ {
                    "source": { "name": "s", "path": "a.csv", "features": [ { "name": "c", "dtype": "%s" } ] },
                    "destination": { "path": "t" } } ] }
                """
                .formatted(dtype);
    }

    private String mistake() {
        List<Diagnostic> all = out.all();
        assertThat(all).hasSize(1);
        return all.get(0).toString().replace(folder + "/", "");
    }

    @Test
    void theExampleIsWhatItsMetadataMakes() throws IOException {
        Path made = folder.resolve("made");
        Path file = EXAMPLE.resolve("ecommerce_transactions_fs.json");
        assertThat(AtlasImport.run(file, Optional.of(made), out)).containsExactly(made.resolve("runnel.yaml"));
        assertThat(out.all()).isEmpty();
        assertThat(made.resolve("runnel.yaml")).hasSameTextualContentAs(EXAMPLE.resolve("runnel.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql,jdbc:mysql://db.example.com:1234/shop",
        "postgresql,jdbc:postgresql://db.example.com:1234/shop",
        "sqlserver,jdbc:sqlserver://db.example.com:1234;databaseName=shop"
    })
    void tablesBecomeJdbcSourcesWhoseCredentialsAreReferences(String type, String url) throws IOException {
        List<Path> written = run(DATABASE.replace("TYPE", type).replace("PASSWORD", "s3cret"));
        assertThat(out.all()).isEmpty();
        assertThat(Files.readString(written.get(0)))
                .doesNotContain("s3cret", "reader")
                .contains(
                        "name: shop_orders\n",
                        "jdbc: { url: \"" + url + "\", user: \"${env:SHOP_ORDERS_USER}\","
                                + " password: \"${env:SHOP_ORDERS_PASSWORD}\", tables: \"orders\", fetch_size: 5000 }",
                        "id: bigint\n",
                        "Unit_Price: { type: \"decimal(10,2)\", path: \"Unit Price\" }",
                        "table: warehouse/orders, partition_by: [ingest_date]");
        Pipeline pipeline = PipelineReader.read(
                        folder.resolve("made"),
                        Map.of("SHOP_ORDERS_USER", "reader", "SHOP_ORDERS_PASSWORD", "s3cret"),
                        out)
                .orElseThrow(() -> new AssertionError(out.all()));
        assertThat(pipeline.streams()).hasSize(1);
    }

    @Test
    void aReferenceToAVariableStaysOne() throws IOException {
        List<Path> written = run(DATABASE.replace("TYPE", "mysql").replace("PASSWORD", "${DB_PASSWORD}"));
        assertThat(Files.readString(written.get(0))).contains("password: \"${env:DB_PASSWORD}\"");
    }

    @ParameterizedTest
    @CsvSource({
        "int,int",
        "long,bigint",
        "float,float",
        "double,double",
        "string,string",
        "boolean,boolean",
        "date,date",
        "timestamp,timestamp",
        "binary,bytes"
    })
    void everyDtypeHasAType(String dtype, String type) throws IOException {
        assertThat(Files.readString(run(fs(dtype)).get(0))).contains("      c: " + type + "\n");
        Diagnostics found = new Diagnostics();
        assertThat(PipelineReader.read(folder.resolve("made"), Map.of(), found)).isPresent();
        assertThat(found.all()).isEmpty();
    }

    @Test
    void severalGroupsGetAFolderEach() throws IOException {
        List<Path> written = run("[" + fs("int") + "," + fs("int").replace("\"g\"", "\"h\"") + "]");
        assertThat(written).containsExactly(folder.resolve("made/g/runnel.yaml"), folder.resolve("made/h/runnel.yaml"));
    }

    @Test
    void anUnknownDtypeIsSaidWithItsPlaceAndTheList() throws IOException {
        assertThat(run(fs("flot"))).isEmpty();
        assertThat(mistake()).contains("metadata.json:3:85", "'flot' is no dtype", "decimal(p,s)", "timestamp");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void everyMistakeAgainstTheSchemaIsSaidWithItsPlace() throws IOException {
        run(fs("int").replace("\"name\": \"s\", ", "").replace("\"csv\"", "\"xml\""));
        assertThat(out.all()).hasSize(2);
        assertThat(out.all().toString())
                .contains("metadata.json:1:76", "metadata.json:3:15", "format: ", "ndjson", "'name'");
    }

    @Test
    void brokenJsonIsSaidWithItsPlace() throws IOException {
        run("{ \"ocs_group_name\": \"g\",\n  \"source_type\": }");
        assertThat(mistake()).contains("metadata.json:2:", "this is no JSON");
    }

    private static String streaming(String name) {
        return """
                { "ocs_group_name": "%s", "source_type": "streaming", "source_config": { "format": "json", "port": 9000 },
                  "dataset_config": [
                    { "source": { "name": "Orders", "features": [ { "name": "id", "dtype": "long" } ] },
                      "destination": { "path": "/lake/orders" } } ] }
                """
                .formatted(name);
    }

    @Test
    void theStreamingExampleIsWhatItsMetadataMakes() throws IOException {
        Path made = folder.resolve("made");
        Path example = Path.of("..", "examples", "atlas-streaming");
        AtlasImport.run(example.resolve("ecommerce_events_streaming.json"), Optional.of(made), out);
        assertThat(out.all()).isEmpty();
        assertThat(made.resolve("runnel.yaml")).hasSameTextualContentAs(example.resolve("runnel.yaml"));
    }

    @Test
    void aStreamingGroupIsFoundByItsNameAndHasTheTopicOfThatName() throws IOException {
        run(streaming("Shop.Orders-1"));
        assertThat(mistake()).contains("warning", "'port' is not taken over");
        Pipeline pipeline = PipelineReader.read(folder.resolve("made"), Map.of(), new Diagnostics())
                .orElseThrow();
        assertThat(pipeline.streams()).singleElement().satisfies(stream -> {
            assertThat(stream.name()).isEqualTo("orders");
            assertThat(stream.group()).isEqualTo("Shop.Orders-1");
            assertThat(stream.log().topic()).isEqualTo("Shop.Orders-1");
            assertThat(stream.source().type()).isEqualTo("http");
        });
    }

    @Test
    void aStreamingGroupThatCannotBeOneTopicIsRefused() throws IOException {
        String two =
                streaming("g").replace("\"port\": 9000", "\"format\": \"json\"").replace(", \"format\": \"json\"", "");
        String dataset = two.substring(two.indexOf("[\n") + 1, two.lastIndexOf("]"));
        assertThat(run(two.replace(dataset, dataset + "," + dataset.replace("Orders", "Others"))))
                .isEmpty();
        assertThat(mistake()).contains("metadata.json:5:", "a second dataset in a streaming group");
    }

    @Test
    void aStreamingGroupWhoseNameIsNoTopicIsRefused() throws IOException {
        assertThat(run(streaming("shop orders").replace(", \"port\": 9000", "")))
                .isEmpty();
        assertThat(mistake()).contains("metadata.json:1:", "'shop orders' cannot be a topic's name");
    }

    @Test
    void aTransformationIsRefused() throws IOException {
        run(fs("int").replace("\"destination\"", "\"transformations\": [ { \"type\": \"upper\" } ], \"destination\""));
        assertThat(mistake()).contains("metadata.json:4:", "a transformation cannot be taken over");
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        run(fs("int"));
        assertThat(run(fs("long"))).isEmpty();
        assertThat(mistake()).contains("made/runnel.yaml", "this file is there already");
    }
}

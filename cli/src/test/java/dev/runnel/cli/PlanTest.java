package dev.runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.cli.data.AppliedPipeline;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code runnel plan}, with Flink's real planner. */
class PlanTest {
    private static final String SHOP =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                key: id
                fields:
                  id: int!
                  type: string!
                  price: "decimal(10,2)"
                to:
                  - lake: { table: events }
            models:
              totals:
                key: type
                to:
                  - view: { path: /totals }
              every:
                sql: SELECT * FROM events
                to:
                  - csv: { file: every.csv }
            """;
    private static final String TOTALS = "SELECT type, SUM(price) AS total FROM events GROUP BY type";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/totals.sql"), TOTALS);
        Files.writeString(folder.resolve("runnel.yaml"), SHOP);
    }

    @Test
    void everythingIsNewWhenNothingRan() {
        assertThat(plan()).isZero();
        assertThat(out.toString())
                .contains(
                        "compared with nothing: it never ran",
                        "+ stream       events",
                        "+ model        totals",
                        "+ destination  totals/view/0",
                        "+ topic        shop.events.invalid",
                        "0 to change, 0 to remove")
                .doesNotContain("refused");
    }

    @Test
    void nothingChangesWhenTheSameRanBefore() throws IOException {
        ran();
        assertThat(plan()).isZero();
        assertThat(out.toString())
                .contains("compared with what runs since", "= stream", "0 to create, 0 to change, 0 to remove");
    }

    @Test
    void saysWhichSourcesAreLandedWithoutTheLog() throws IOException {
        String orders =
                """
                name: shop
                streams:
                  orders:
                    source: { generator: { every: 1ms, limit: 3, row: { id: sequence } } }
                    fields: { id: bigint! }
                    to: { lake: {} }
                """;
        Files.writeString(folder.resolve("runnel.yaml"), orders);
        ran();
        assertThat(plan()).isZero();
        assertThat(out.toString()).contains("= source       orders/generator\n      is landed without the log");

        Files.writeString(
                folder.resolve("runnel.yaml"),
                orders + "models:\n  ids:\n    sql: SELECT id FROM `orders`\n    to: { csv: { file: ids.csv } }\n");
        assertThat(plan()).isZero();
        assertThat(out.toString())
                .contains("~ source       orders/generator\n      was landed without the log\n"
                        + "      is read into the log: the model 'ids' reads it");
    }

    @Test
    void filesThatAreLookedForAtEachStartHaveALogUnlessItIsGivenUp() throws IOException {
        String orders =
                """
                name: shop
                streams:
                  orders:
                    source: { files: { path: "*.csv" } }
                    fields: { id: bigint! }
                    to: { lake: {} }
                """;
        Files.writeString(folder.resolve("runnel.yaml"), orders);
        ran();
        assertThat(plan()).isZero();
        assertThat(out.toString()).contains("is read into the log: each start reads what came to its source");

        Files.writeString(folder.resolve("runnel.yaml"), orders.replace("    to:", "    log: false\n    to:"));
        assertThat(plan()).isZero();
        assertThat(out.toString()).contains("is landed without the log");
    }

    @Test
    void refusesToDoWithoutALogThatIsNeeded() throws IOException {
        edit("source:", "log: false\n    source:");
        assertThat(plan()).isEqualTo(2);
        assertThat(out.toString()).contains("the stream 'events' cannot do without its log: records are sent to it");
    }

    @Test
    void saysWhatEachChangeMeans() throws IOException {
        ran();
        edit("price: \"decimal(10,2)\"", "price: \"decimal(10,2)\"\n      campaign: string");
        edit("path: /totals", "path: /sums");
        edit("  every:\n    sql: SELECT * FROM events", "  all_of_them:\n    sql: SELECT * FROM events");

        assertThat(plan()).isZero();
        assertThat(out.toString())
                .contains(
                        "~ stream       events\n      'campaign' string is new; older records have none",
                        "= model        totals",
                        "+ model        all_of_them",
                        "- model        every\n      its job is not started",
                        "~ destination  totals/view/0\n      its path is another");
    }

    @Test
    void onlyModelsThatReadWhatChangedBeginAgain() throws IOException {
        ran();
        edit("id: int!", "id: bigint!");
        assertThat(plan()).isZero();
        assertThat(out.toString())
                .contains(
                        "'id' was int and is bigint, which holds all its values",
                        "= model        totals",
                        "~ model        every\n      begins again at the start of the log");
    }

    @Test
    void aBrokenPromiseIsRefusedWithTheFieldAndTheChoices() throws IOException {
        ran();
        edit("id: int!", "id: string!");
        edit("      price: \"decimal(10,2)\"\n", "");
        Files.writeString(
                folder.resolve("models/totals.sql"), "SELECT type, COUNT(*) AS total FROM events GROUP BY type");

        assertThat(plan()).isEqualTo(2);
        assertThat(out.toString())
                .contains(
                        "runnel.yaml:3:3: error: stream 'events' promises compatibility: backward, and 'id' was int and is"
                                + " string, another type",
                        "'price' decimal(10,2) is gone",
                        "make a new version",
                        "--allow-breaking",
                        "2 refused");
        assertThat(plan("--allow-breaking")).isZero();
    }

    @Test
    void aRunRefusesABrokenPromiseBeforeItStartsAnything() throws IOException {
        ran();
        edit("      price: \"decimal(10,2)\"\n", "");
        assertThat(execute("run", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("nothing was started", "'price' decimal(10,2) is gone");
        assertThat(folder.resolve(".runnel/kafka")).doesNotExist();
    }

    @Test
    void aPromiseCanBeAnother() throws IOException {
        edit("    key: id\n", "    key: id\n    compatibility: full\n");
        ran();
        edit("id: int!", "id: bigint!");
        assertThat(plan()).isEqualTo(2);
        edit("id: bigint!", "id: int!");
        edit("price: \"decimal(10,2)\"", "price: \"decimal(10,2)\"\n      note: string");
        assertThat(plan()).isZero();
    }

    @Test
    void aNewLogIsANewVersion() throws IOException {
        ran();
        edit("id: int!", "id: string!");
        edit("    key: id\n", "    key: id\n    log: { topic: shop.events.v2 }\n");
        assertThat(plan()).isZero();
        assertThat(out.toString())
                .contains(
                        "log was shop.events and is shop.events.v2",
                        "+ topic        shop.events.v2",
                        "- topic        shop.events\n      stays in Kafka");
    }

    @Test
    void showsTheLineageAndHowFlinkRunsAQuery() {
        assertThat(execute("plan", folder.toString(), "--lineage")).isZero();
        assertThat(out.toString()).contains("http -> events\n", "events -> totals\n", "totals -> view of totals\n");
        assertThat(execute("plan", folder.toString(), "--lineage", "mermaid")).isZero();
        assertThat(out.toString()).contains("flowchart LR\n", "n0[\"http\"] --> n1[\"events\"]");
        assertThat(execute("plan", folder.toString(), "--explain")).isZero();
        assertThat(out.toString()).contains("-- totals", "GroupAggregate");
    }

    @Test
    void speaksJsonWithAHashOfTheSteps() throws IOException {
        assertThat(execute("plan", folder.toString(), "--json")).isZero();
        String first = hash();
        edit("table: events", "table: others");
        assertThat(execute("plan", folder.toString(), "--json")).isZero();
        assertThat(hash()).as("everything is new all the same").isEqualTo(first);
        ran();
        assertThat(execute("plan", folder.toString(), "--json")).isZero();
        assertThat(hash()).isNotEqualTo(first);
    }

    @Test
    void aMistakenQueryIsReportedAtItsPlace() throws IOException {
        Files.writeString(folder.resolve("models/totals.sql"), "SELECT typ FROM events");
        assertThat(plan()).isEqualTo(2);
        assertThat(out.toString()).contains("totals.sql:1:8: error", "did you mean 'type'?");
    }

    private void ran() {
        AppliedPipeline.write(
                folder.resolve(".runnel"),
                PipelineReader.read(folder, Map.of(), new Diagnostics()).orElseThrow());
    }

    private void edit(String was, String is) throws IOException {
        Path file = folder.resolve("runnel.yaml");
        Files.writeString(file, Files.readString(file).replace(was, is));
    }

    private String hash() {
        return out.toString().lines().filter(l -> l.contains("\"hash\"")).reduce("", (a, b) -> b);
    }

    private int plan(String... more) {
        out.getBuffer().setLength(0);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "plan";
        arguments[1] = folder.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return execute(arguments);
    }

    private int execute(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(out, true));
        return command.execute(arguments);
    }
}

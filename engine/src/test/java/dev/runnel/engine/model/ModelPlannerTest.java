package dev.runnel.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.connector.Role;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlannerTest {
    private static final String STREAMS =
            """
            name: shop
            streams:
              events:
                source: { http: { path: /collect } }
                event_time: at
                fields:
                  id: bigint!
                  type: string!
                  at: timestamp!
                  detail:
                    type: row
                    fields:
                      price: "decimal(10,2)"
                      tags: list<string>
            models:
            """;

    @TempDir
    Path folder;

    private final Diagnostics out = new Diagnostics();

    @Test
    void namesTheClosestColumnAtItsPlace() throws IOException {
        plan(
                """
              m:
                sql: |
                  SELECT id,
                         detail.price,
                         typ
                  FROM events
                to: [adds: {}]
            """);

        Diagnostic found = only();
        assertThat(found.message()).contains("'typ' not found");
        assertThat(found.suggestion()).contains("did you mean 'type'?");
        assertThat(line(found).substring(found.at().column() - 1)).startsWith("typ");
    }

    @Test
    void namesTheClosestTableAtItsPlace() throws IOException {
        plan(
                """
              m:
                sql: SELECT id FROM evnts
                to: [adds: {}]
            """);

        Diagnostic found = only();
        assertThat(found.message()).contains("'evnts' not found");
        assertThat(found.suggestion()).contains("did you mean 'events'?");
        assertThat(line(found).substring(found.at().column() - 1)).startsWith("evnts");
    }

    @Test
    void saysWhichWordTheParserDidNotExpect() throws IOException {
        plan(
                """
              m:
                sql: |
                  SELECT id
                  FORM events
                to: [adds: {}]
            """);

        Diagnostic found = only();
        assertThat(found.message()).contains("events");
        assertThat(line(found)).contains("FORM events");
        assertThat(found.toString()).doesNotContain("\n").doesNotContain("org.apache");
    }

    @Test
    void namesTheMistakesOfRulesAtTheirPlaces() throws IOException {
        plan(
                """
              m:
                sql: SELECT id, detail.price AS price FROM events
                expect:
                  - { rule: "prise > 0" }
                  - rule: |
                      id > 0 AND
                      id < sun
                    on_fail: warn
                  - { rule: price + 1 }
                  - { rule: "COUNT(*) > 1" }
                to: [adds: {}]
            """);

        List<Diagnostic> found = out.all();
        assertThat(found).hasSize(4);
        assertThat(found.get(0).suggestion()).contains("did you mean 'price'?");
        assertThat(rest(found.get(0))).startsWith("prise > 0");
        assertThat(rest(found.get(1))).startsWith("sun");
        assertThat(found.get(2).message()).contains("not a condition");
        assertThat(rest(found.get(2))).startsWith("price + 1");
        assertThat(line(found.get(3))).contains("COUNT(*) > 1");
    }

    private String rest(Diagnostic found) throws IOException {
        return line(found).substring(found.at().column() - 1);
    }

    @Test
    void reportsTheMistakesOfAllModelsTogether() throws IOException {
        plan(
                """
              a:
                sql: SELECT x FROM events
                to: [adds: {}]
              b:
                sql: SELECT id + FROM events
                to: [adds: {}]
              c:
                sql: SELECT id FROM a
                to: [adds: {}]
            """);

        assertThat(out.all()).hasSize(3);
        assertThat(out.all().get(2).message()).contains("it reads 'a', which has a mistake of its own");
    }

    @Test
    void refusesModelsThatReadEachOther() throws IOException {
        plan(
                """
              a:
                sql: SELECT id FROM b
                to: [adds: {}]
              b:
                sql: SELECT id FROM a
                to: [adds: {}]
            """);

        assertThat(out.all()).hasSize(2).allMatch(d -> d.message().contains("read each other in a ring"));
    }

    @Test
    void refusesAKeyThatTheResultDoesNotHave() throws IOException {
        plan(
                """
              m:
                key: tipe
                sql: SELECT type, COUNT(*) AS n FROM events GROUP BY type
                to: [upserts: {}]
            """);

        assertThat(only().suggestion()).contains("did you mean 'type'?");
    }

    @Test
    void refusesChangingRowsWhereNothingSaysWhichIsWhich() throws IOException {
        plan(
                """
              m:
                sql: SELECT type, COUNT(*) AS n FROM events GROUP BY type
                to: [upserts: {}]
            """);

        assertThat(only().suggestion())
                .contains("add 'key:' with the columns of its GROUP BY, or 'key: []' where the result is one row");
    }

    @Test
    void takesAResultOfOneRowWithoutColumnsThatTellRowsApart() throws IOException {
        plan(
                """
              all:
                key: []
                sql: SELECT COUNT(*) AS n FROM events HAVING COUNT(*) > 1
                to: [upserts: {}]
              newest:
                key: []
                sql: SELECT id FROM events ORDER BY `at` DESC LIMIT 1
                to: [upserts: {}]
            """);

        assertThat(out.all()).isEmpty();
    }

    @Test
    void refusesOneRowThatMayBeSeveral() throws IOException {
        plan(
                """
              m:
                key: []
                sql: SELECT COUNT(*) AS n FROM events GROUP BY type
                to: [upserts: {}]
            """);

        assertThat(only().message()).contains("this query may give more");
        assertThat(line(only())).contains("GROUP BY type");
    }

    @Test
    void rowsThatASourceTakesBackAreChanges() throws IOException {
        String taken = STREAMS.replace("http: { path: /collect }", "retracts: {}");
        plan(
                taken,
                """
              m:
                sql: SELECT id FROM events
                to: [adds: {}]
            """);

        assertThat(only().message()).contains("'m' changes rows", "adds can only add rows");
        assertThat(only().suggestion())
                .hasValueSatisfying(s -> assertThat(s).contains("the source of 'events' takes rows back"));
    }

    @Test
    void refusesChangingRowsForADestinationThatOnlyAdds() throws IOException {
        plan(
                """
              m:
                key: type
                sql: SELECT type, COUNT(*) AS n FROM events GROUP BY type
                to: [adds: {}]
            """);

        assertThat(only().message()).contains("adds can only add rows");
    }

    @Test
    void takesWindowsWhereRowsOnlyComeOnce() throws IOException {
        List<PlannedModel> planned = plan(
                """
              m:
                sql: |
                  SELECT window_start, type, COUNT(*) AS n
                  FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(_event_time), INTERVAL '1' MINUTE))
                  GROUP BY window_start, window_end, type
                to: [adds: {}]
            """);

        assertThat(out.all()).isEmpty();
        assertThat(planned.get(0).inputs()).containsExactly("events");
        assertThat(planned.get(0).columns()).containsExactly("window_start", "type", "n");
    }

    @Test
    void tellsWhatEachModelReadsItself() throws IOException {
        List<PlannedModel> planned = plan(
                """
              prices:
                sql: SELECT id, detail.price AS price, 'from `runnel`.`shop`.`nothing`' AS note FROM events
                to: [adds: {}]
              dear:
                sql: |
                  WITH picked AS (SELECT * FROM prices WHERE price > 100)
                  SELECT s.id, e.type FROM picked s JOIN events e ON s.id = e.id
                to: [adds: {}]
            """);

        assertThat(out.all()).isEmpty();
        assertThat(planned.get(0).inputs()).containsExactly("events");
        assertThat(planned.get(1).inputs()).containsExactly("events", "prices");
        assertThat(planned.get(1).job().orElseThrow().topics()).containsExactly("shop.events");
    }

    @Test
    void theSamePlanHasTheSameCheckpointsAndAnotherPlanOthers() throws IOException {
        String model =
                """
              m:
                sql: SELECT id FROM events
                to: [adds: {}]
            """;
        var first = plan(model).get(0).job().orElseThrow().checkpoints();
        var again = plan(model).get(0).job().orElseThrow().checkpoints();
        var other = plan(model.replace("SELECT id", "SELECT id, type"))
                .get(0)
                .job()
                .orElseThrow()
                .checkpoints();
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aFieldThatAModelDoesNotReadLeavesItsStateAlone() throws IOException {
        String models =
                """
              sums:
                sql: SELECT type, SUM(detail.price) AS s FROM events GROUP BY type
                key: type
                to: [upserts: {}]
              every:
                sql: SELECT * FROM events
                to: [adds: {}]
              joined:
                sql: SELECT a.id FROM events a JOIN sums b ON a.type = b.type
                key: id
                to: [upserts: {}]
            """;
        List<PlannedModel> before = plan(models);
        List<PlannedModel> unread = plan(STREAMS.replace("      detail:", "      note: string\n      detail:"), models);
        List<PlannedModel> wider = plan(STREAMS.replace("decimal(10,2)", "decimal(12,2)"), models);

        assertThat(versions(unread))
                .as("only the model that reads every field begins again")
                .containsExactly(
                        versions(before).get(0),
                        versions(unread).get(1),
                        versions(before).get(2));
        assertThat(versions(unread).get(1)).isNotEqualTo(versions(before).get(1));
        assertThat(versions(wider)).doesNotContainAnyElementsOf(versions(before));
    }

    @Test
    void changesOfAResultOfOneRowKeepTheirOrder() throws IOException {
        List<PlannedModel> planned = plan(
                """
              total:
                key: shop
                sql: SELECT 'all' AS shop, COUNT(*) AS n FROM events
                to: [upserts: {}]
            """);

        StreamGraph graph = planned.get(0).job().orElseThrow().graph();
        StreamNode changes = graph.getStreamNodes().stream()
                .filter(n -> n.getOperatorName().equals("total/changes"))
                .findFirst()
                .orElseThrow();
        assertThat(changes.getParallelism()).isEqualTo(1);
        assertThat(changes.getInEdges())
                .allSatisfy(e -> assertThat(e.getPartitioner()).isInstanceOf(ForwardPartitioner.class));
    }

    private static List<String> versions(List<PlannedModel> planned) {
        return planned.stream().map(PlannedModel::version).toList();
    }

    /** A source that is only planned. */
    private static final class Retracting implements Connector {
        @Override
        public ConnectorSpec spec() {
            return new ConnectorSpec(
                    "retracts", Role.SOURCE, "Takes back.", List.of(), Set.of(Capability.RETRACTS), List.of());
        }
    }

    private List<PlannedModel> plan(String models) throws IOException {
        return plan(STREAMS, models);
    }

    private List<PlannedModel> plan(String streams, String models) throws IOException {
        Files.writeString(folder.resolve(PipelineReader.FILE), streams + models);
        Connectors connectors = new Connectors(List.of(
                new HttpSource(),
                new Retracting(),
                new Destination("adds", Set.of(Capability.APPEND)),
                new Destination("upserts", Set.of(Capability.APPEND, Capability.UPSERT))));
        Optional<Pipeline> read = PipelineReader.read(folder, Map.of(), connectors, out);
        assertThat(out.all()).isEmpty();
        Environment environment = new Environment(
                "embedded",
                "127.0.0.1:1",
                Map.of(),
                folder,
                folder.toUri(),
                folder.resolve("checkpoints").toUri(),
                2,
                Duration.ofSeconds(1));
        Pipeline pipeline = read.orElseThrow();
        ModelPlanner planner = new ModelPlanner(pipeline, environment);
        List<PlannedModel> planned = new ArrayList<>();
        pipeline.models().forEach(m -> planner.plan(m, out).ifPresent(planned::add));
        return planned;
    }

    private Diagnostic only() {
        assertThat(out.all()).hasSize(1);
        return out.all().get(0);
    }

    private static String line(Diagnostic found) throws IOException {
        return Files.readAllLines(found.at().file()).get(found.at().line() - 1);
    }
}

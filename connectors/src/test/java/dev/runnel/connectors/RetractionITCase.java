package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Role;
import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a source takes back are gone from what models say, also after a kill; destinations keep what came. */
class RetractionITCase {
    private static final String PIPELINE =
            """
            name: sums
            streams:
              values:
                source: { shelf: {} }
                fields: { value: double!, name: string }
                to: { csv: { file: came.csv, columns: [name, value] } }
            models:
              total:
                key: []
                sql: SELECT SUM(`value`) AS `sum`, COUNT(*) AS n, MAX(_received_at) AS newest FROM `values`
                to: [view: {}]
              names:
                key: name
                sql: SELECT name, SUM(`value`) AS `sum`, MAX(`value`) AS most FROM `values` WHERE name IS NOT NULL GROUP BY name
                to: [view: {}]
              average:
                sql: |
                  SELECT window_end AS until, AVG(`value`) AS mean
                  FROM TABLE(HOP(TABLE `values`, DESCRIPTOR(_event_time), INTERVAL '1' SECOND, INTERVAL '2' SECONDS))
                  GROUP BY window_start, window_end
                to: [view: {}]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void clear() {
        ShelfConnector.SHELF.clear();
    }

    @Test
    void aRowTakenBackIsGoneFromModels() throws Exception {
        try (Running running = new Running(folder)) {
            List<Connector> known = new ArrayList<>(Connectors.onClassPath().of(Role.DESTINATION));
            known.add(new ShelfConnector());
            Pipeline pipeline = running.read(PIPELINE, new Connectors(known));
            running.start(pipeline);
            ShelfConnector.put("f/1", "{\"value\":10,\"name\":\"a\"}");
            ShelfConnector.put("f/2", "{\"value\":20,\"name\":\"a\"}");
            ShelfConnector.put("f/3", "{\"value\":30}");
            ShelfConnector.put("f/4", "{\"value\":\"none\"}");
            running.send("sums.values", null, "{\"value\":1000,\"name\":\"b\"}");
            running.flush();
            running.await("all", () -> says(running, 1060, 4));
            running.await("each name", () -> names(running).equals(List.of(name("a", 30, 20), name("b", 1000, 1000))));

            ShelfConnector.takeAway("f/2");
            ShelfConnector.takeAway("f/4");
            ShelfConnector.put("f/5", "{\"value\":5,\"name\":\"a\"}");
            running.await("the edited row", () -> says(running, 1045, 4));
            running.await("its name", () -> names(running).equals(List.of(name("a", 15, 10), name("b", 1000, 1000))));

            running.kill();
            ShelfConnector.takeAway("f/1");
            ShelfConnector.takeAway("f/5");
            running.start(pipeline);
            running.await("the file that is gone", () -> says(running, 1030, 2));
            running.await("its names", () -> names(running).equals(List.of(name("b", 1000, 1000))));
            assertThat(running.values("sums.values.invalid")).containsExactly("{\"value\":\"none\"}");
            running.await("what came", () -> running.lines("came.csv").size() == 6);
            assertThat(running.lines("came.csv"))
                    .containsExactlyInAnyOrder("name,value", "a,10.0", "a,20.0", ",30.0", "b,1000.0", "a,5.0");

            AtomicInteger later = new AtomicInteger(10);
            running.await("a window that is over", () -> {
                ShelfConnector.put("f/" + later.getAndIncrement(), "{\"value\":1}");
                return !running.latest("sums.view.average").isEmpty();
            });
        }
    }

    private static boolean says(Running running, int sum, int n) {
        Map<String, String> total = running.latest("sums.view.total");
        return total.values().stream().anyMatch(t -> t.startsWith("{\"sum\":" + sum + ".0,\"n\":" + n + ","));
    }

    private static List<String> names(Running running) {
        return running.latest("sums.view.names").values().stream().sorted().toList();
    }

    private static String name(String name, int sum, int most) {
        return "{\"name\":\"" + name + "\",\"sum\":" + sum + ".0,\"most\":" + most + ".0}";
    }
}

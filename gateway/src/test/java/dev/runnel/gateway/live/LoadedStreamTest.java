package dev.runnel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Pipelines;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream whose rows go past its log, as the dashboard is told of it. */
class LoadedStreamTest {
    @TempDir
    Path folder;

    @Test
    void showsHowFarItIsWhatIsLandedAndThatItHasEnded() {
        Pipeline pipeline = Pipelines.read(
                folder,
                """
                name: shop
                streams:
                  orders: { source: { fetched: {} }, fields: { id: int }, to: { lake: { table: orders } } }
                """);
        Map<String, Long> counters = new HashMap<>(Map.of(
                JobMonitor.SOURCE_RECORDS, 70L,
                JobMonitor.SOURCE_READ, 30L,
                JobMonitor.SOURCE_LEFT, 10L,
                JobMonitor.SOURCE_WAITING, 80L));
        counters.put(JobMonitor.loaded("orders"), 60L);
        JsonObject running = tick(pipeline, State.RUNNING, counters);
        assertThat(source(running).getDouble("share")).isEqualTo(0.25);
        assertThat(source(running).containsKey("ended")).isFalse();
        JsonObject orders = running.getJsonObject("streams").getJsonObject("orders");
        assertThat(List.of(orders.getLong("accepted"), orders.getLong("landed")))
                .containsExactly(60L, 60L);

        JsonObject finished = tick(pipeline, State.FINISHED, Map.of(JobMonitor.loaded("orders"), 70L));
        assertThat(source(finished).getBoolean("ended")).isTrue();
        assertThat(source(finished).containsKey("share")).isFalse();
        assertThat(finished.getJsonObject("streams").getJsonObject("orders").getLong("landed"))
                .isEqualTo(70L);
    }

    private static JsonObject source(JsonObject tick) {
        return tick.getJsonObject("nodes").getJsonObject("source:orders");
    }

    private static JsonObject tick(Pipeline pipeline, State state, Map<String, Long> counters) {
        JobMonitor monitor = () -> List.of(new JobStatus("shop.collect.orders", state, Optional.empty(), counters));
        LiveState live = new LiveState(pipeline, "kafka:9092", 0, 0);
        live.update(
                new LiveState.Second(
                        0,
                        0,
                        Observation.NOTHING,
                        true,
                        new Jobs(monitor),
                        new Lineage(pipeline, Map.of()),
                        OptionalDouble.empty()),
                new NoFacts());
        return live.tick(new NoFacts(), false);
    }
}

package dev.runnel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.Degraded;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Pipelines;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that gives nothing, as the dashboard and {@code /readyz} are told of it. */
class DegradedSourceTest {
    private static final String JOB = "shop.collect.users";
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path folder;

    private Pipeline pipeline;
    private LiveState live;

    @BeforeEach
    void begin() {
        pipeline = Pipelines.read(
                folder,
                """
                name: shop
                streams:
                  users: { source: { fetched: {} }, fields: { id: int } }
                """);
        live = new LiveState(pipeline, "kafka:9092", BEGIN.toEpochMilli(), 0);
    }

    @Test
    void isShownWhileItLastsAndNoLonger() {
        Degraded degraded = new Degraded(
                "https://api.example.com/users answers 429", BEGIN.plusSeconds(1), Optional.of(BEGIN.plusSeconds(9)));
        JsonObject tick = after(2, status(State.RUNNING, Optional.empty(), Optional.of(degraded)));

        JsonObject node = tick.getJsonObject("nodes").getJsonObject("source:users");
        assertThat(node.getString("state")).isEqualTo("degraded");
        assertThat(node.getString("why")).isEqualTo(degraded.message());
        assertThat(node.getLong("since")).isEqualTo(BEGIN.plusSeconds(1).toEpochMilli());
        assertThat(node.getLong("next_try")).isEqualTo(BEGIN.plusSeconds(9).toEpochMilli());
        JsonArray problems = tick.getJsonArray("problems");
        assertThat(problems).hasSize(1);
        assertThat(problems.getJsonObject(0).getString("severity")).isEqualTo("warning");
        assertThat(problems.getJsonObject(0).getString("message"))
                .isEqualTo("the source of users gives nothing: https://api.example.com/users answers 429");
        assertThat(problems.getJsonObject(0).getString("action"))
                .contains("since 2026-11-20T10:00:01Z", "the next time at 2026-11-20T10:00:09Z");
        assertThat(live.degraded().encode())
                .isEqualTo("[{\"stream\":\"users\",\"message\":\"https://api.example.com/users answers 429\","
                        + "\"since\":\"2026-11-20T10:00:01Z\",\"next_try\":\"2026-11-20T10:00:09Z\"}]");

        JsonObject over = after(3, status(State.RUNNING, Optional.empty(), Optional.empty()));
        assertThat(over.getJsonObject("nodes").getJsonObject("source:users").getString("state"))
                .isNotEqualTo("degraded");
        assertThat(over.getJsonArray("problems")).isEmpty();
        assertThat(live.degraded()).isEmpty();
    }

    @Test
    void aSourceWhoseJobIsStartedAgainIsOneToo() {
        after(1, status(State.RESTARTING, Optional.of("no route to host"), Optional.empty()));
        JsonObject tick = after(5, status(State.RESTARTING, Optional.of("no route to host"), Optional.empty()));

        assertThat(tick.getJsonObject("nodes").getJsonObject("source:users").getString("state"))
                .isEqualTo("failed");
        assertThat(live.degraded().encode())
                .isEqualTo("[{\"stream\":\"users\",\"message\":\"the job restarts: no route to host\","
                        + "\"since\":\"2026-11-20T10:00:01Z\"}]");
        after(6, status(State.RUNNING, Optional.of("no route to host"), Optional.empty()));
        assertThat(live.degraded()).isEmpty();
    }

    private static JobStatus status(State state, Optional<String> why, Optional<Degraded> degraded) {
        return new JobStatus(JOB, state, why, Map.of(), degraded);
    }

    private JsonObject after(int seconds, JobStatus job) {
        JobMonitor monitor = () -> List.of(job);
        live.update(
                new LiveState.Second(
                        BEGIN.plusSeconds(seconds).toEpochMilli(),
                        seconds * 1_000_000_000L,
                        Observation.NOTHING,
                        true,
                        new Jobs(monitor),
                        new Lineage(pipeline, Map.of()),
                        OptionalDouble.empty()),
                new NoFacts());
        return live.tick(new NoFacts(), false);
    }
}

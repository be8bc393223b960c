package dev.runnel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Compatibility;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.metrics.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Records of streams that a job fetches, counted by how their topics grow. */
class PulledRecordsTest {
    private static final Location HERE = Location.of(Path.of("runnel.yaml"));
    private static final Connector FETCHED =
            () -> new ConnectorSpec("fetched", Role.SOURCE, "", List.of(), Set.of(), List.of());

    private static final Jobs NONE = new Jobs(List::of);

    private final Metrics metrics = new Metrics();
    private final Stream pulled = stream("stocks", FETCHED);
    private final Stream pushed = stream("events", new HttpSource());
    private final PulledRecords records = new PulledRecords(
            new Pipeline("shop", "", Path.of("."), List.of(pulled, pushed), List.of(), Optional.empty()));

    private static Stream stream(String name, Connector source) {
        Contract contract = new Contract(
                name, new RecordType(List.of()), Optional.empty(), Optional.empty(), Contract.UnknownFields.KEEP);
        return new Stream(
                name,
                "",
                new Endpoint(source, Settings.empty(HERE), HERE),
                List.of(new Endpoint(source, Settings.empty(HERE), HERE)),
                new Stream.Log("shop." + name, 2),
                contract,
                "shop." + name + ".invalid",
                Optional.empty(),
                Compatibility.BACKWARD,
                List.of(),
                HERE);
    }

    private static Observation ends(long first, long second, long invalid, String... missing) {
        return new Observation(
                Map.of(),
                Map.of(
                        new TopicPartition("shop.stocks", 0), first,
                        new TopicPartition("shop.stocks", 1), second,
                        new TopicPartition("shop.stocks.invalid", 0), invalid,
                        new TopicPartition("shop.events", 0), 99L),
                Map.of(),
                Set.of(missing));
    }

    private double accepted(String stream) {
        return metrics.stream(stream).accepted().get();
    }

    @Test
    void onlyStreamsThatAreFetchedHaveAJobForIt() {
        assertThat(PulledRecords.job("shop", pulled)).hasValue("shop.collect.stocks");
        assertThat(PulledRecords.job("shop", pushed)).isEmpty();
    }

    @Test
    void whatIsThereAtTheBeginningIsNotCounted() {
        records.measure(ends(5, 5, 1), NONE, metrics);
        assertThat(accepted("stocks")).isZero();
        records.measure(ends(7, 6, 2), NONE, metrics);
        assertThat(accepted("stocks")).isEqualTo(3);
        assertThat(metrics.stream("stocks").invalid().get()).isEqualTo(1);
        records.measure(ends(7, 6, 2), NONE, metrics);
        assertThat(accepted("stocks")).isEqualTo(3);
        assertThat(accepted("events")).isZero();
    }

    @Test
    void nothingIsCountedFromATopicThatIsNotThereYet() {
        records.measure(ends(0, 0, 0, "shop.stocks"), NONE, metrics);
        records.measure(ends(5, 5, 0), NONE, metrics);
        assertThat(accepted("stocks")).isZero();
        records.measure(ends(6, 5, 0), NONE, metrics);
        assertThat(accepted("stocks")).isEqualTo(1);
    }

    @Test
    void whatWasReplayedIsNotCountedTwice() {
        records.measure(ends(0, 0, 4), NONE, metrics);
        metrics.replayed("stocks", 3);
        records.measure(ends(10, 0, 4), NONE, metrics);
        assertThat(accepted("stocks")).isEqualTo(7);
    }

    @Test
    void whatALoadTookPastTheLogInThisStartIsCounted() {
        JobStatus load = new JobStatus(
                "shop.collect.stocks",
                State.RUNNING,
                Optional.empty(),
                Map.of(JobMonitor.loaded("stocks"), 50L, JobMonitor.earlier(JobMonitor.loaded("stocks")), 20L));
        records.measure(ends(0, 0, 0), new Jobs(() -> List.of(load)), metrics);
        assertThat(accepted("stocks")).isEqualTo(30);
    }
}

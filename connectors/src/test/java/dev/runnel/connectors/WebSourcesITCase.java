package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.Degraded;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import dev.runnel.testkit.api.ApiServer;
import dev.runnel.testkit.api.Fault;
import dev.runnel.testkit.api.FeedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A polled API and a followed WebSocket on a real Kafka and Flink: users as a public API answers them, each once, messages, and
 * what is shown while there are none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSourcesITCase {
    private ApiServer api;
    private Running running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        api = ApiServer.start();
        running = new Running(folder);
    }

    @AfterEach
    void stopJobs() {
        running.kill();
        api.well();
    }

    @AfterAll
    void stop() {
        running.close();
        api.close();
    }

    private Pipeline users(String options) throws IOException {
        return running.read(
                """
                name: users
                streams:
                  users_created:
                    source:
                      rest: { url: "%s", %s, records: results }
                    key: id
                    fields:
                      id:         { type: string!, path: login.uuid, format: uuid }
                      first_name: { type: string!, path: name.first }
                      post_code:  { type: json, path: location.postcode }       # a text or a number
                      latitude:   { type: string, path: location.coordinates.latitude }
                      email:      { type: string, format: email }
                      dob:        { type: timestamp, path: dob.date }
                      phone:      { type: string, pii: mask }
                    to: { csv: { file: users.csv, columns: [id, post_code, latitude] } }
                """
                        .formatted(api.uri("/api/"), options));
    }

    @Test
    void usersAreLandedEachOnceForAsLongAsSaidAndAgainInTheNextRun() throws Exception {
        Pipeline pipeline = users("params: { results: 3 }, every: 100ms, for: 2s");
        running.start(pipeline);
        running.await("some", () -> running.records("users.users_created").size() > 12);
        running.kill();

        RunningPipeline second = running.start(pipeline);
        running.await("the end", () -> job(second).state() == State.FINISHED);
        List<ConsumerRecord<byte[], byte[]>> log = running.records("users.users_created");
        assertThat(running.values("users.users_created.invalid")).isEmpty();
        assertThat(new HashSet<>(log.stream().map(r -> Running.text(r.key())).toList()))
                .as("every answer has others, so that none is there twice")
                .hasSize(log.size());
        assertThat(log.size())
                .as("rounds that came due while others went on are left out")
                .isBetween(13, 60);
        assertThat(log.stream().map(r -> SourceSuite.header(r, Headers.SOURCE)))
                .allMatch(place -> place.matches("http://127\\.0\\.0\\.1:\\d+/api/\\?results=3 #\\d+/[123]"))
                .anyMatch(place -> place.endsWith(" #1/1"));
        running.await("the landing", () -> running.lines("users.csv").size() == log.size() + 1);
        running.kill();

        RunningPipeline third = running.start(pipeline);
        running.await("more", () -> running.records("users.users_created").size() > log.size());
        running.await("the end", () -> job(third).state() == State.FINISHED);
    }

    @Test
    void anApiInTroubleIsDegradedUntilItAnswersAgain() throws Exception {
        api.add("list", IntStream.range(0, 5).mapToObj(i -> "{\"n\":" + i + "}").toList());
        Pipeline pipeline = running.read(
                """
                name: list
                streams:
                  rows:
                    source:
                      rest: { url: "%s", every: 200ms, retries: 1, records: items, incremental: { param: since, token: next } }
                    fields: { n: int! }
                """
                        .formatted(api.uri("/since/list")));
        RunningPipeline runs = running.start(pipeline);
        running.await("the first", () -> running.records("list.rows").size() == 5);
        assertThat(job(runs).degraded()).isEmpty();

        api.always(Fault.html());
        running.await(
                "an invalid record", () -> !running.records("list.rows.invalid").isEmpty());
        running.await("that it is degraded", () -> job(runs).degraded().isPresent());
        Degraded html = job(runs).degraded().orElseThrow();
        assertThat(html.message()).contains("/since/list?since=5 answers what is no record: the answer is not JSON");
        assertThat(html.nextTry()).isPresent();
        assertThat(job(runs).state()).isEqualTo(State.RUNNING);

        api.always(Fault.tooMany("1"));
        running.await("429", () -> message(runs).contains("answers 429"));
        assertThat(job(runs).degraded().map(Degraded::since)).contains(html.since());
        api.always(new Fault.Close());
        running.await("nothing", () -> message(runs).contains("broke the connection off"));

        api.add("list", List.of("{\"n\":5}"));
        api.well();
        running.await("that it is fine", () -> job(runs).degraded().isEmpty());
        running.await("the next", () -> running.records("list.rows").size() == 6);
        assertThat(runs.stop(Duration.ofSeconds(10))).isTrue();
        ConsumerRecord<byte[], byte[]> invalid =
                running.records("list.rows.invalid").get(0);
        assertThat(Running.text(invalid.value())).startsWith("<!DOCTYPE html>");
        assertThat(SourceSuite.header(invalid, Headers.STAGE)).isEqualTo("collect");
        assertThat(SourceSuite.header(invalid, Headers.CODE)).isEqualTo("syntax");
        assertThat(SourceSuite.header(invalid, Headers.SOURCE)).matches("http://.*/since/list\\?since=5 #\\d+");
    }

    @Test
    void whatIsReceivedIsInTheLogOnceOverLostConnectionsAndStops() throws Exception {
        try (FeedServer feed = FeedServer.start()) {
            Pipeline pipeline = running.read(
                    """
                    name: feed
                    streams:
                      trades:
                        source: { websocket: { url: "%s", send: '{"op":"subscribe"}', idle: 10s } }
                        fields: { n: int! }
                    """
                            .formatted(feed.uri("/feed")));
            RunningPipeline runs = running.start(pipeline);
            running.await("the connection", () -> feed.received().size() == 1);
            send(feed, 0, 500);
            feed.send("no JSON");
            running.await("the first", () -> running.records("feed.trades").size() == 500);

            feed.refuse(503);
            feed.drop();
            running.await("that it is said", () -> message(runs).contains("answers 503"));
            assertThat(job(runs).state()).isEqualTo(State.RUNNING);
            feed.refuse(0);
            running.await(
                    "the connection",
                    () -> feed.received().size() == 2 && message(runs).isEmpty());
            send(feed, 500, 1000);
            running.await("the next", () -> running.records("feed.trades").size() == 1000);
            assertThat(runs.stop(Duration.ofSeconds(10))).isTrue();
            running.kill();

            running.start(pipeline);
            running.await("the connection", () -> feed.received().size() == 3);
            send(feed, 1000, 1001);
            running.await("the last", () -> running.records("feed.trades").size() == 1001);
            assertThat(running.values("feed.trades"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1001)
                            .mapToObj(i -> "{\"n\":" + i + "}")
                            .toList());
            assertThat(running.values("feed.trades.invalid")).containsExactly("no JSON");
        }
    }

    private static void send(FeedServer feed, int from, int to) {
        for (int i = from; i < to; i++) {
            feed.send("{\"n\":" + i + "}");
        }
    }

    private static String message(RunningPipeline runs) {
        return job(runs).degraded().map(Degraded::message).orElse("");
    }

    private static JobStatus job(RunningPipeline runs) {
        Optional<JobStatus> job =
                runs.jobs().stream().filter(j -> j.name().contains(".collect.")).findFirst();
        return job.orElseThrow();
    }
}

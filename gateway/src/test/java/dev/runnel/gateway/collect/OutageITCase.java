package dev.runnel.gateway.collect;

import static dev.runnel.gateway.Served.await;
import static dev.runnel.gateway.Served.json;
import static dev.runnel.gateway.Served.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Events;
import dev.runnel.gateway.Messages;
import dev.runnel.gateway.Pipelines;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageITCase {
    @TempDir
    Path folder;

    @Test
    void refusesWhileKafkaIsAwayAndLosesNothingItAcknowledged() {
        try (TestKafka kafka = TestKafka.started(folder.resolve("kafka"));
                Served served = Served.shop(folder.resolve("shop"), kafka, settings -> settings)) {
            List<String> acknowledged = new ArrayList<>();
            post(served, 1, acknowledged);
            Messages socket = Messages.open(served, "/v1/streams/events/ws").send(Events.valid(101));
            assertThat(socket.next().getInteger("valid_count")).isEqualTo(1);
            acknowledged.add(Events.valid(101));
            kafka.close();

            long asked = System.nanoTime();
            HttpResponse<byte[]> first = served.post("/collect", Events.array(Events.valid(2, 4)));
            JsonObject problem = problem(first, 503, "log-unavailable");
            assertThat(first.headers().firstValue("retry-after")).isPresent();
            assertThat(System.nanoTime() - asked).isLessThan(15_000_000_000L);
            if (problem.containsKey("processed_count")) { // it was on its way already when Kafka went
                assertThat(problem.getInteger("processed_count")).isEqualTo(2);
                assertThat(problem.getInteger("acknowledged_count") + problem.getInteger("unacknowledged_count"))
                        .isEqualTo(2);
            }
            long again = System.nanoTime();
            problem(served.post("/collect", Events.valid(4)), 503, "log-unavailable");
            assertThat(System.nanoTime() - again)
                    .as("known to be away: answered at once")
                    .isLessThan(2_000_000_000L);
            JsonObject refused = socket.send(Events.valid(102)).next();
            assertThat(refused.getString("status")).isEqualTo("refused");
            assertThat(refused.getInteger("retry_after")).isPositive();
            assertThat(refused.getJsonObject("problem").getInteger("status")).isEqualTo(503);
            assertThat(refused.getJsonObject("problem").getString("type")).endsWith("/log-unavailable");
            await("it says that it is not ready", () -> served.get("/readyz").statusCode() == 503);
            problem(served.get("/readyz"), 503, "not-ready");
            assertThat(served.get("/ping").statusCode()).isEqualTo(503);
            assertThat(served.get("/healthz").statusCode()).isEqualTo(200);

            kafka.start();
            await("it is ready again", () -> served.get("/readyz").statusCode() == 200);
            assertThat(socket.send(Events.valid(103)).next().getInteger("valid_count"))
                    .as("the connection lived on")
                    .isEqualTo(1);
            acknowledged.add(Events.valid(103));
            for (int id = 10; id < 20; id++) {
                post(served, id, acknowledged);
            }
            List<String> logged = kafka.read(served.topic("events"), acknowledged.size()).stream()
                    .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                    .toList();
            assertThat(logged).containsAll(acknowledged);
            acknowledged.forEach(text -> assertThat(logged).containsOnlyOnce(text));
        }
    }

    private static void post(Served served, int id, List<String> acknowledged) {
        HttpResponse<byte[]> response = served.post("/collect", Events.valid(id));
        assertThat(response.statusCode()).as(Served.text(response)).isEqualTo(200);
        assertThat(json(response).getInteger("valid_count")).isEqualTo(1);
        acknowledged.add(Events.valid(id));
    }

    @Test
    void startsBeforeItsTopicsAndSaysWhatItWaitsFor() {
        Pipeline pipeline = Pipelines.shop(folder, Served.newName());
        try (Served served = Served.start(pipeline, TestKafka.get(), settings -> settings)) {
            assertThat(problem(served.post("/collect", Events.valid(1)), 503, "log-unavailable")
                            .getString("detail"))
                    .contains("Kafka at " + TestKafka.get().servers());
            await("it names the topics", () -> Served.text(served.get("/readyz"))
                    .contains(served.topic("events")));

            Served.createTopics(pipeline, TestKafka.get());

            await("it is ready", () -> served.get("/readyz").statusCode() == 200);
            post(served, 1, new ArrayList<>());
        }
    }
}

package dev.runnel.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.gateway.Pipelines;
import dev.runnel.gateway.Served;
import dev.runnel.gateway.TestKafka;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopITCase {
    @TempDir
    Path folder;

    @Test
    void aStreamStopsAtItsThresholdAndIsResumedByHand() {
        Pipeline pipeline = Pipelines.read(
                folder,
                """
                name: NAME
                streams:
                  strict:
                    source: { http: {} }
                    invalid: { stop_after: 3 of 5 }
                    fields: { n: int! }
                  other:
                    source: { http: {} }
                    fields: { n: int! }
                """
                        .replace("NAME", Served.newName()));
        Served.createTopics(pipeline, TestKafka.get());
        try (Served served = Served.start(pipeline, TestKafka.get(), settings -> settings)) {
            Served.await("it is ready", () -> served.get("/readyz").statusCode() == 200);
            assertThat(post(served, "strict", "[{\"n\":1},{\"n\":\"x\"},{\"n\":2},{\"n\":\"y\"}]")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post(served, "strict", "{\"n\":\"z\"}").statusCode()).isEqualTo(200);

            HttpResponse<byte[]> refused = post(served, "strict", "{\"n\":3}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
            JsonObject problem = new JsonObject(Buffer.buffer(refused.body()));
            assertThat(problem.getString("type")).endsWith("stream-stopped");
            assertThat(problem.getString("detail")).startsWith("3 of its last 5 records were invalid");
            assertThat(post(served, "other", "{\"n\":1}").statusCode()).isEqualTo(200);

            assertThat(post(served, "strict/resume", "").statusCode()).isEqualTo(204);
            assertThat(post(served, "strict", "{\"n\":3}").statusCode()).isEqualTo(200);
            assertThat(served.kafka.size(served.topic("strict"))).isEqualTo(3);
            assertThat(post(served, "other/resume", "").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<byte[]> post(Served served, String stream, String body) {
        return served.post("/v1/streams/" + stream, body.getBytes(StandardCharsets.UTF_8));
    }
}

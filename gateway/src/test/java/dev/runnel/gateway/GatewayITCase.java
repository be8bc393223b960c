package dev.runnel.gateway;

import static dev.runnel.gateway.Served.await;
import static dev.runnel.gateway.Served.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayITCase {
    @TempDir
    Path folder;

    private final Answers engine = new Answers();
    private Served served;

    @BeforeEach
    void start() {
        served = Served.shop(folder, TestKafka.get(), settings -> settings.answerQueries(engine));
    }

    @AfterEach
    void stop() {
        engine.go.countDown();
        served.close();
    }

    /** Knows a few statements; `wait` takes until it is told to go. */
    private static final class Answers implements QueryEngine {
        private final CountDownLatch go = new CountDownLatch(1);
        private final CountDownLatch waiting = new CountDownLatch(2);
        private volatile QueryLimits limits = new QueryLimits(1, Duration.ofSeconds(1));

        @Override
        public QueryResult query(String sql, QueryLimits given) {
            limits = given;
            if (sql.equals("wait")) {
                waiting.countDown();
                try {
                    go.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new QueryException("interrupted", e);
                }
            } else if (!sql.startsWith("SELECT")) {
                throw new QueryException("only SELECT, not " + sql);
            }
            return new QueryResult(
                    List.of(new QueryResult.Column("a", "DECIMAL(10,2)"), new QueryResult.Column("b", "DATE")),
                    List.of(
                            Arrays.asList(new BigDecimal("12.50"), LocalDate.of(2026, 11, 20)),
                            Arrays.asList(null, null)),
                    true,
                    Duration.ofMillis(12));
        }

        @Override
        public void close() {}
    }

    @Test
    void answersQueriesWithinBounds() {
        HttpResponse<byte[]> response = query("{\"sql\":\"SELECT 1\",\"limit\":50000}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject result = Served.json(response);
        assertThat(result.getJsonArray("columns").getJsonObject(0).getString("type"))
                .isEqualTo("DECIMAL(10,2)");
        assertThat(Served.text(response)).contains("[[12.50,\"2026-11-20\"],[null,null]]");
        assertThat(result.getBoolean("truncated")).isTrue();
        assertThat(result.getInteger("elapsed_ms")).isEqualTo(12);
        assertThat(engine.limits).isEqualTo(new QueryLimits(10_000, Duration.ofSeconds(30)));
        query("{\"sql\":\"SELECT 1\"}");
        assertThat(engine.limits.rows()).isEqualTo(1_000);
        assertThat(problem(query("{\"sql\":\"DROP TABLE x\"}"), 400, "query-refused")
                        .getString("detail"))
                .contains("only SELECT");
    }

    @Test
    void refusesQueriesThatAreNoneOrComeFromForeignPages() {
        problem(query("{\"sql\":\"\"}"), 400, "bad-query");
        problem(query("[]"), 400, "bad-query");
        problem(query("{\"sql\":5}"), 400, "bad-query");
        problem(query("{\"sql\":\"SELECT 1\",\"limit\":\"x\"}"), 400, "bad-query");
        problem(served.post("/v1/query", "{\"sql\":\"SELECT 1\"}", "Content-Type", "text/plain"), 415, "json-only");
        problem(
                served.post(
                        "/v1/query",
                        "{\"sql\":\"SELECT 1\"}",
                        "Content-Type",
                        "application/json",
                        "Origin",
                        "https://evil.example.com"),
                403,
                "foreign-origin");
        problem(served.post("/v1/query", "x".repeat(2 << 20), "Content-Type", "application/json"), 413, "too-large");
    }

    @Test
    void runsTwoQueriesAtOnceAndNoMore() throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(CompletableFuture.supplyAsync(() -> query("{\"sql\":\"wait\"}")));
        }
        assertThat(engine.waiting.await(10, TimeUnit.SECONDS)).isTrue();

        HttpResponse<byte[]> third = query("{\"sql\":\"SELECT 1\"}");

        problem(third, 503, "too-many");
        assertThat(third.headers().firstValue("retry-after")).isPresent();
        assertThat(served.post("/collect", Events.valid(1)).statusCode()).isEqualTo(200);
        engine.go.countDown();
        for (CompletableFuture<HttpResponse<byte[]>> each : running) {
            assertThat(each.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        await("there is room again", () -> query("{\"sql\":\"SELECT 1\"}").statusCode() == 200);
    }

    private HttpResponse<byte[]> query(String body) {
        return served.post("/v1/query", body, "Content-Type", "application/json");
    }

    @Test
    void answersForLoopbackNamesOnly() {
        int port = served.gateway.port();
        for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "LOCALHOST:" + port)) {
            assertThat(served.get("/healthz", "Host", host).statusCode())
                    .as(host)
                    .isEqualTo(200);
        }
        for (String host : List.of("evil.example.com:" + port, "evil.example.com", "localhost", "127.0.0.1:1")) {
            problem(served.get("/v1/pipeline", "Host", host), 421, "wrong-host");
        }
    }

    @Test
    void putsSecurityHeadersOnEveryAnswer() {
        for (String path : List.of("/", "/healthz", "/docs", "/nothing", "/v1/pipeline")) {
            HttpResponse<byte[]> response = served.get(path);
            String policy =
                    response.headers().firstValue("content-security-policy").orElseThrow();
            assertThat(policy).contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'");
            assertThat(policy.substring(policy.indexOf("script-src"), policy.indexOf("style-src")))
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
        }
    }

    @Test
    void exposesMetricsAsOpenMetrics() {
        served.post("/collect", Events.array(List.of(Events.valid(1), Events.valid(2), Events.invalid(3))));

        HttpResponse<byte[]> response = served.get("/metrics");

        assertThat(response.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(Served.text(response))
                .contains("# TYPE runnel_records counter")
                .contains("runnel_records_total{outcome=\"accepted\",stream=\"events\"} 2.0")
                .contains("runnel_records_total{outcome=\"invalid\",stream=\"events\"} 1.0")
                .contains("# TYPE runnel_request_seconds histogram")
                .contains("runnel_request_seconds_bucket{stream=\"events\",le=\"+Inf\"} 1")
                .endsWith("# EOF\n");
    }

    @Test
    void namesAPortInUseAndTheWayOut() {
        int taken = served.gateway.port();
        GatewaySettings same = GatewaySettings.of(served.pipeline, Served.environment(folder, TestKafka.get()), taken);
        assertThatThrownBy(() -> Gateway.start(same))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("port " + taken)
                .hasMessageContaining("--port");
        assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void listensOnAPublicAddressOnlyWhenToldThatItIsInsecure() {
        GatewaySettings settings = GatewaySettings.of(served.pipeline, Served.environment(folder, TestKafka.get()), 0);
        assertThatThrownBy(() -> Gateway.start(settings.listenOn("0.0.0.0", false)))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("--insecure");
    }

    @Test
    void finishesRequestsAtHandAndStopsWithinTwoSeconds() {
        CompletableFuture<HttpResponse<byte[]>> running =
                CompletableFuture.supplyAsync(() -> served.post("/collect", Events.array(Events.valid(0, 500))));
        try (Messages live = Messages.open(served, "/v1/live")) {
            live.next("snapshot");
            long begun = System.nanoTime();
            served.gateway.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(live.closedWith()).isEqualTo(1001);
        }
        assertThat(running.join().statusCode()).isIn(200, 503);
        assertThat(served.kafka.size(served.topic("events"))).isIn(0L, 500L);
    }

    @Test
    void takesLongBodiesOfClientsThatOfferHttp2() throws Exception {
        String body = Events.array(Events.valid(0, 9_000)); // over a megabyte
        for (int i = 0; i < 3; i++) {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            served.request("/collect")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersUnknownAddressesWithAProblem() {
        problem(served.get("/nothing/here"), 404, "not-found");
        assertThat(new JsonArray(Served.text(served.get("/v1/streams/events/invalid"))))
                .isEmpty();
    }
}

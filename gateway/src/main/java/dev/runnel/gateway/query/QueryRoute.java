package dev.runnel.gateway.query;

import dev.runnel.core.query.QueryEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.core.query.QueryLimits;
import dev.runnel.core.query.QueryResult;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.OwnPages;
import dev.runnel.gateway.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /v1/query}. For own pages and for programs: a page of another site can send no JSON here without a
 * preflight, which is never granted. Thread safe.
 */
public final class QueryRoute {
    private static final String PATH = "/v1/query";
    private static final String JSON = "application/json";
    private static final int AT_ONCE = 2;
    private static final int MOST_ROWS = 10_000;
    private static final int USUAL_ROWS = 1_000;
    private static final int BODY_BYTES = 1 << 20;
    private static final Duration TIME = Duration.ofSeconds(30);
    /** An engine that overstays its time is said to, long after it should have stopped itself. */
    private static final long OVERDUE_SECONDS = 3 * TIME.toSeconds();

    private final Optional<QueryEngine> engine;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public QueryRoute(Optional<QueryEngine> engine) {
        this.engine = engine;
    }

    public void mount(Vertx vertx, Methods methods) {
        WorkerExecutor workers =
                vertx.createSharedWorkerExecutor("runnel-query", AT_ONCE, OVERDUE_SECONDS, TimeUnit.SECONDS);
        methods.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
                .handler(new OwnPages("queries are", "{\"sql\":\"...\"}"))
                .handler(ctx -> asked(ctx, workers));
    }

    private void asked(RoutingContext ctx, WorkerExecutor workers) {
        if (engine.isEmpty()) {
            new Problem(501, "no-query-engine", "No query engine", "this gateway runs without one; use `runnel query`")
                    .send(ctx);
            return;
        }
        Question question;
        try {
            question = Question.of(ctx.body().buffer());
        } catch (IllegalArgumentException e) {
            refuse(ctx, "bad-query", String.valueOf(e.getMessage()));
            return;
        }
        if (!free.tryAcquire()) {
            new Problem(503, "too-many", "Too many queries", AT_ONCE + " queries run already; ask again in a moment")
                    .send(ctx);
            return;
        }
        workers.executeBlocking(() -> ask(engine.get(), question), false)
                .onSuccess(answer -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(answer))
                .onFailure(failure -> failed(ctx, failure));
    }

    private Buffer ask(QueryEngine engine, Question question) {
        try {
            QueryResult result = engine.query(question.sql(), new QueryLimits(question.rows(), TIME));
            return ResultJson.of(result);
        } finally {
            free.release();
        }
    }

    private static void failed(RoutingContext ctx, Throwable failure) {
        if (failure instanceof QueryException) {
            refuse(ctx, "query-refused", String.valueOf(failure.getMessage()));
        } else {
            ctx.fail(failure);
        }
    }

    private static void refuse(RoutingContext ctx, String code, String detail) {
        new Problem(400, code, "The query is refused", detail).send(ctx);
    }

    /** @param rows most rows wanted */
    private record Question(String sql, int rows) {
        static Question of(Buffer body) {
            try {
                JsonObject json = new JsonObject(body == null ? "" : body.toString());
                int limit = json.getInteger("limit", USUAL_ROWS);
                if (!(json.getValue("sql") instanceof String sql) || sql.isBlank() || limit < 1) {
                    throw new IllegalArgumentException(
                            "`sql` is the statement, `limit` a number of rows from 1 to " + MOST_ROWS);
                }
                return new Question(sql, Math.min(limit, MOST_ROWS));
            } catch (DecodeException | ClassCastException | NullPointerException e) {
                throw new IllegalArgumentException("the body is not {\"sql\":\"...\",\"limit\":1000}", e);
            }
        }
    }
}

package dev.runnel.gateway.invalid;

import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.query.ConditionEngine;
import dev.runnel.core.query.QueryException;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.OwnPages;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.log.KafkaClients;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import dev.runnel.gateway.registry.StreamSchemas;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** {@code GET /v1/invalid} and {@code POST /v1/invalid/replay}, for programs and the server's own pages. Thread safe. */
public final class InvalidRoutes implements AutoCloseable {
    /** Most records of one answer of {@code GET /v1/invalid}. */
    public static final int MOST = 1_000;

    private static final String PATH = "/v1/invalid";
    private static final int USUAL = 50;
    private static final int AT_ONCE = 2;
    private static final int BODY_BYTES = 16 << 20;
    private static final int CONDITION_CHARACTERS = 10_000;
    private static final long OVERDUE_SECONDS = 60;

    private final Pipeline pipeline;
    private final Replays replays;
    private final Semaphore free = new Semaphore(AT_ONCE);

    /** @param replayed learns of what is replayed here */
    public InvalidRoutes(
            Pipeline pipeline,
            KafkaClients clients,
            LogWriter log,
            StreamSchemas schemas,
            Optional<ConditionEngine> conditions,
            Replayed replayed,
            Metrics metrics) {
        this.pipeline = pipeline;
        this.replays = new Replays(pipeline, clients, log, schemas, conditions, replayed, metrics);
    }

    /** Adds the routes. */
    public void mount(Vertx vertx, Methods methods) {
        WorkerExecutor workers =
                vertx.createSharedWorkerExecutor("runnel-invalid", AT_ONCE, OVERDUE_SECONDS, TimeUnit.SECONDS);
        OwnPages guard = new OwnPages("invalid records are", "{\"stream\":\"...\",\"where\":\"...\"}");
        methods.get(PATH).handler(guard).handler(ctx -> answering(ctx, workers, () -> list(ctx)));
        methods.post(PATH + "/replay")
                .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
                .handler(guard)
                .handler(ctx -> answering(ctx, workers, () -> replay(ctx)));
    }

    private JsonObject list(RoutingContext ctx) {
        String limit = ctx.request().getParam("limit", Integer.toString(USUAL));
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw new IllegalArgumentException("`limit` is a whole number from 1 to " + MOST + ", not '" + limit + "'");
        }
        Optional<Ranges> after = Optional.ofNullable(ctx.request().getParam("after"))
                .map(text -> Ranges.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("`after` is what `next` was")));
        Optional<String> where = bounded(Optional.ofNullable(ctx.request().getParam("where")));
        return replays.list(owner(ctx.request().getParam("stream", "")), where, after, Integer.parseInt(limit));
    }

    private JsonObject replay(RoutingContext ctx) throws Replays.Busy, ReplaySender.NotSettled {
        ReplayRequest request = ReplayRequest.of(ctx.body().buffer());
        bounded(request.where());
        return replays.replay(stream(request.stream()), request);
    }

    private static Optional<String> bounded(Optional<String> where) {
        if (where.map(String::length).orElse(0) > CONDITION_CHARACTERS) {
            throw new IllegalArgumentException("`where` has at most " + CONDITION_CHARACTERS + " characters");
        }
        return where.filter(text -> !text.isBlank());
    }

    private Owner owner(String name) {
        List<String> names = Owner.names(pipeline);
        return Owner.find(pipeline, name)
                .orElseThrow(() -> new UnknownStream("no stream or model '" + name + "'; "
                        + ClosestName.of(name, names)
                                .map(close -> "did you mean '" + close + "'?")
                                .orElseGet(() -> "there are: " + String.join(", ", names))));
    }

    private Stream stream(String name) {
        Owner owner = owner(name);
        return pipeline.stream(owner.name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the invalid records of the model " + name + " are rows of its result, which stand in no log;"
                                + " mend the model or the records that it reads (stage expect), or the destination"
                                + " (stage write): the model writes a row again when it changes"));
    }

    private static final class UnknownStream extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownStream(String message) {
            super(message, null, false, false);
        }
    }

    private void answering(RoutingContext ctx, WorkerExecutor workers, Callable<JsonObject> work) {
        if (!free.tryAcquire()) {
            busy(ctx, AT_ONCE + " requests for invalid records run already");
            return;
        }
        workers.executeBlocking(
                        () -> {
                            try {
                                return work.call();
                            } finally {
                                free.release();
                            }
                        },
                        false)
                .onSuccess(answer -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(answer.toBuffer()))
                .onFailure(failure -> failed(ctx, failure));
    }

    private static void failed(RoutingContext ctx, Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof UnknownStream) {
            new Problem(404, "unknown-stream", "Unknown stream", detail).send(ctx);
        } else if (failure instanceof QueryException) {
            new Problem(400, "bad-condition", "The condition is refused", detail).send(ctx);
        } else if (failure instanceof IllegalArgumentException) {
            new Problem(400, "bad-request", "The request is refused", detail).send(ctx);
        } else if (failure instanceof Replays.Busy) {
            busy(ctx, "another replay runs");
        } else if (failure instanceof ReplaySender.NotSettled) {
            busy(ctx, detail);
        } else if (failure instanceof KafkaException) {
            new Problem(
                            503,
                            "log-unavailable",
                            "The log is not available",
                            detail + "; ask again: what came into the log is found there, and not sent twice")
                    .send(ctx);
        } else if (failure instanceof UncheckedIOException) {
            new Problem(503, "registry-unavailable", "The schema registry is not available", detail + "; ask again")
                    .send(ctx);
        } else {
            ctx.fail(failure);
        }
    }

    private static void busy(RoutingContext ctx, String why) {
        new Problem(503, "too-many", "Busy", why + "; ask again in a moment").send(ctx);
    }

    @Override
    public void close() {
        replays.close();
    }
}

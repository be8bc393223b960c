package dev.runnel.gateway.collect;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.core.record.CorrelationId;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.log.LogWriter;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * One request that brings records, from its first byte to its answer. Its methods run on the request's event loop,
 * except where they say otherwise.
 */
final class Exchange {
    /** Bodies up to this size are read on the event loop: well under a millisecond. */
    private static final int SMALL = 128 << 10;
    /** How much more than the bound is read and dropped, so that a client hears why before the connection closes. */
    private static final int PATIENCE = 8;

    private final RoutingContext ctx;
    private final HttpServerRequest request;
    private final StreamCollector collector;
    private final LogWriter log;
    private final InFlight inFlight;
    private final Limits limits;
    private final Stops stops;
    private final Metrics.StreamSeries series;
    private final Context context;
    private final long startedAt = System.nanoTime();
    private final long receivedAt = System.currentTimeMillis();
    private final String correlationId;
    private final BodyBytes body;
    private final boolean gzip;
    private long reserved;
    private long seen;
    private boolean answered;
    private boolean complete;

    Exchange(RoutingContext ctx, StreamCollector collector, Shared shared, Metrics.StreamSeries series) {
        this.ctx = ctx;
        this.request = ctx.request();
        this.collector = collector;
        this.log = shared.log();
        this.inFlight = shared.inFlight();
        this.limits = shared.limits();
        this.stops = shared.stops();
        this.series = series;
        this.context = Vertx.currentContext();
        this.correlationId = CorrelationId.of(request.getHeader(CorrelationId.HEADER), receivedAt);
        this.body = new BodyBytes(limits.body());
        this.gzip = "gzip".equals(encoding());
    }

    /** What all requests share. */
    record Shared(LogWriter log, InFlight inFlight, Limits limits, Stops stops) {}

    void begin() {
        ctx.response().putHeader(CorrelationId.HEADER, correlationId);
        Optional<String> trouble = log.trouble(collector.topics());
        Optional<String> stopped = stops.why(collector.stream());
        if (stopped.isPresent()) {
            refuse(Stops.problem(collector.stream(), stopped.get()));
        } else if (trouble.isPresent()) {
            refuse(LogFailure.unavailable(trouble.get()));
        } else if (!gzip && !encoding().equals("identity")) {
            ctx.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
            refuse(new Problem(
                    415,
                    "unsupported-encoding",
                    "Unsupported encoding",
                    "bodies are taken as they are or with gzip, not with '" + encoding() + "'"));
        } else {
            request.handler(this::chunk);
            request.endHandler(end -> ended());
            request.exceptionHandler(gone -> gone());
        }
    }

    private String encoding() {
        String sent = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return sent == null ? "identity" : sent.strip().toLowerCase(Locale.ROOT);
    }

    private void chunk(Buffer chunk) {
        seen += chunk.length();
        if (answered || body.isTooLarge()) {
            if (seen > (long) limits.body() * PATIENCE) {
                request.connection().close();
            }
        } else if (!inFlight.reserve(chunk.length())) {
            refuse(LogFailure.unavailable("too much is being received at once"));
        } else {
            reserved += chunk.length();
            body.append(chunk);
        }
    }

    private void gone() {
        if (!complete) {
            release();
        }
    }

    private void ended() {
        complete = true;
        series.bytes().inc(seen);
        if (answered) {
            return;
        }
        if (body.isTooLarge()) {
            refuse(BodyRefused.bodyTooLarge(limits.body()).problem());
        } else if (gzip || body.length() > SMALL) {
            context.executeBlocking(
                            () -> {
                                take();
                                return true;
                            },
                            false)
                    .onFailure(this::fail);
        } else {
            take();
        }
    }

    /** On the event loop or a worker. */
    private void take() {
        try {
            BodyBytes plain = gzip ? gunzip() : body;
            Batch batch = collector.read(plain.array(), plain.length(), framing(), correlationId, receivedAt);
            send(batch);
        } catch (BodyRefused refused) {
            context.runOnContext(now -> refuse(refused.problem()));
        }
    }

    private BodyBytes gunzip() throws BodyRefused {
        BodyBytes plain;
        try {
            plain = body.gunzip();
        } catch (IOException e) {
            throw new BodyRefused(new Problem(
                    400,
                    "malformed-gzip",
                    "Not gzip",
                    "the body is announced as gzip and is not: " + e.getMessage() + "; nothing was recorded"));
        }
        if (plain.isTooLarge()) {
            throw BodyRefused.bodyTooLarge(limits.body());
        }
        if (!inFlight.reserve(plain.length())) {
            throw new BodyRefused(LogFailure.unavailable("too much is being received at once"));
        }
        reserved += plain.length();
        return plain;
    }

    private BodyReader.Framing framing() {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String mime = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (mime) {
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                BodyReader.Framing.NDJSON;
            default -> BodyReader.Framing.JSON;
        };
    }

    private void send(Batch batch) {
        new Delivery(log, batch.processed(), delivery -> context.runOnContext(now -> delivered(batch, delivery)))
                .send(batch.records());
    }

    private void delivered(Batch batch, Delivery delivery) {
        release();
        long elapsed = System.nanoTime() - startedAt;
        Exception failure = delivery.failure();
        if (failure != null) {
            series.unacknowledged().inc(delivery.failed());
            refuse(LogFailure.unacknowledged(batch.processed(), delivery.failed(), failure, correlationId));
            return;
        }
        stops.count(collector.stream(), batch.records());
        series.accepted().inc(batch.valid());
        series.invalid().inc(batch.invalid());
        series.drift().inc(batch.drifted());
        series.unknownFields().inc(batch.unknownFields());
        series.seconds().observe(elapsed / 1e9);
        answered = true;
        if (!ctx.response().closed()) {
            ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Receipt.of(batch, correlationId, elapsed));
        }
    }

    private void refuse(Problem problem) {
        release();
        answered = true;
        problem.send(ctx);
    }

    private void fail(Throwable bug) {
        release();
        ctx.fail(bug);
    }

    private void release() {
        inFlight.release(reserved);
        reserved = 0;
    }
}

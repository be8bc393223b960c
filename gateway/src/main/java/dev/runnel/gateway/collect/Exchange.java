package dev.runnel.gateway.collect;

import dev.runnel.core.codec.BodyReader;
import dev.runnel.core.record.CorrelationId;
import dev.runnel.gateway.http.Problem;
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
    private final Intake intake;
    private final InFlight inFlight;
    private final Context context;
    private final Arrival arrival;
    private final BodyBytes body;
    private final boolean gzip;
    private long reserved;
    private long seen;
    private boolean answered;
    private boolean complete;

    Exchange(RoutingContext ctx, Intake intake) {
        this.ctx = ctx;
        this.request = ctx.request();
        this.intake = intake;
        this.inFlight = intake.inFlight();
        this.context = Vertx.currentContext();
        long now = System.currentTimeMillis();
        this.arrival = Arrival.now(CorrelationId.of(request.getHeader(CorrelationId.HEADER), now), now);
        this.body = new BodyBytes(intake.limits().body());
        this.gzip = "gzip".equals(encoding());
    }

    void begin() {
        ctx.response().putHeader(CorrelationId.HEADER, arrival.correlationId());
        Optional<Problem> closed = intake.closed();
        if (closed.isPresent()) {
            refuse(closed.get());
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
            if (seen > (long) intake.limits().body() * PATIENCE) {
                request.connection().close();
            }
        } else if (!inFlight.reserve(chunk.length())) {
            refuse(LogFailure.crowded());
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
        intake.series().bytes().inc(seen);
        if (answered) {
            return;
        }
        if (body.isTooLarge()) {
            refuse(BodyRefused.bodyTooLarge(intake.limits().body()).problem());
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
            intake.take(plain.array(), plain.length(), framing(), arrival, new Answer());
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
            throw BodyRefused.bodyTooLarge(intake.limits().body());
        }
        if (!inFlight.reserve(plain.length())) {
            throw new BodyRefused(LogFailure.crowded());
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

    /** What the client hears, from any thread. */
    private final class Answer implements Intake.Reply {
        @Override
        public void taken(Batch batch, long elapsedNanos) {
            context.runOnContext(now -> answer(Receipt.of(batch, arrival.correlationId(), elapsedNanos)));
        }

        @Override
        public void refused(Problem problem) {
            context.runOnContext(now -> refuse(problem));
        }
    }

    private void answer(String receipt) {
        release();
        answered = true;
        if (!ctx.response().closed()) {
            ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(receipt);
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

package dev.runnel.connectors.web.request;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of one answer, up to a bound: a longer one is cut off there, and the connection closed. Thread safe. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Content> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    /**
     * What came.
     *
     * @param isWhole whether nothing was cut off
     */
    record Content(byte[] bytes, boolean isWhole) {}

    /** @param most bytes */
    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Content> getBody() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] some = new byte[Math.min(buffer.remaining(), most - bytes.size())];
            buffer.get(some);
            bytes.writeBytes(some);
            if (buffer.hasRemaining()) {
                content.complete(new Content(bytes.toByteArray(), false));
                cancel();
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        content.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        content.complete(new Content(bytes.toByteArray(), true));
    }

    /** Wants no more of it. */
    void cancel() {
        Flow.Subscription at = subscription;
        if (at != null) {
            at.cancel();
        }
    }
}

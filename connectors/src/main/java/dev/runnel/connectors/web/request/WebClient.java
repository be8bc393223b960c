package dev.runnel.connectors.web.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server once, and says in words why there was no good answer. Redirects are followed on the same server only, so
 * that credentials go nowhere else. Thread safe.
 */
public final class WebClient {
    private static final int MOST_REDIRECTS = 5;
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([A-Za-z0-9._-]+)");

    private final HttpClient http;
    private final Secrets secrets;
    private final Refusals refusals;
    private final Duration timeout;
    private final int mostBytes;

    /**
     * A request.
     *
     * @param body null for none
     */
    public record Request(String method, URI uri, List<Part> headers, @Nullable String body) {
        Request to(URI other, boolean keepsBody) {
            return keepsBody ? new Request(method, other, headers, body) : new Request("GET", other, headers, null);
        }
    }

    /**
     * @param timeout of a request, its body included
     * @param mostBytes of a body, unpacked
     */
    public WebClient(Secrets secrets, Clock clock, Duration timeout, int mostBytes) {
        this.http = newClient(timeout);
        this.secrets = secrets;
        this.refusals = new Refusals(secrets, clock, timeout);
        this.timeout = timeout;
        this.mostBytes = mostBytes;
    }

    /** A client as ours all are: no redirects by itself, and no offer of HTTP/2 that servers take amiss. */
    public static HttpClient newClient(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** The answer; completes exceptionally with a {@link RequestFailure} and nothing else. Cancelling gives the request up. */
    public CompletableFuture<Answer> ask(Request request) {
        return ask(request, MOST_REDIRECTS);
    }

    private CompletableFuture<Answer> ask(Request request, int redirects) {
        BoundedBody body = new BoundedBody(mostBytes);
        CompletableFuture<HttpResponse<BoundedBody.Content>> sent = http.sendAsync(built(request), head -> body);
        CompletableFuture<Answer> answer = sent.thenApply(r -> r)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(refusals.none(secrets.show(request.uri()), cause(failure)));
                    }
                    return response;
                })
                .thenCompose(response -> answer(request, response, redirects));
        answer.whenComplete((done, failure) -> {
            if (failure != null) {
                sent.cancel(true);
                body.cancel();
            }
        });
        return answer;
    }

    private HttpRequest built(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .timeout(timeout)
                .header("Accept-Encoding", "gzip")
                .method(
                        request.method(),
                        request.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(h -> builder.header(h.name(), h.value()));
        return builder.build();
    }

    private CompletableFuture<Answer> answer(
            Request request, HttpResponse<BoundedBody.Content> response, int redirects) {
        int status = response.statusCode();
        String where = secrets.show(request.uri());
        Optional<String> location = response.headers().firstValue("Location");
        if (status >= 300 && status < 400 && location.isPresent()) {
            return redirected(request, status, location.get(), redirects);
        }
        BoundedBody.Content content = response.body();
        if (status < 200 || status >= 300) {
            return CompletableFuture.failedFuture(refusals.status(where, status, response.headers(), content.bytes()));
        }
        try {
            byte[] plain = content.isWhole() ? unpacked(response.headers(), content.bytes()) : null;
            if (plain == null) {
                return CompletableFuture.failedFuture(new RequestFailure(
                        where + " answers more than " + mostBytes
                                + " bytes; ask for less at once by `pagination` or `params`, or raise `max_body`",
                        false,
                        Optional.empty()));
            }
            return CompletableFuture.completedFuture(new Answer(request.uri(), status, response.headers(), plain));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(refusals.none(where, e));
        }
    }

    private CompletableFuture<Answer> redirected(Request request, int status, String location, int redirects) {
        String where = secrets.show(request.uri());
        URI to;
        try {
            to = request.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            return refused(where + " redirects to what is no address");
        }
        if (!WebAddress.origin(to).equals(WebAddress.origin(request.uri()))) {
            return refused(where + " redirects to another server, " + secrets.hide(WebAddress.origin(to))
                    + ", which is not told the credentials; if that is right, name it in `url`");
        }
        if (redirects == 0) {
            return refused(where + " redirects again and again; look at `url`");
        }
        boolean keepsBody = status == 307 || status == 308;
        return ask(request.to(to, keepsBody || request.method().equals("GET")), redirects - 1);
    }

    private static CompletableFuture<Answer> refused(String message) {
        return CompletableFuture.failedFuture(new RequestFailure(message, false, Optional.empty()));
    }

    /** In UTF-8; null where it is too long. */
    private byte @Nullable [] unpacked(HttpHeaders headers, byte[] body) throws IOException {
        byte[] plain = body;
        if (headers.firstValue("Content-Encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent()
                && body.length > 0) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                plain = in.readNBytes(mostBytes + 1);
            }
        }
        if (plain.length > mostBytes) {
            return null;
        }
        Charset charset = charset(headers);
        return charset.equals(StandardCharsets.UTF_8)
                ? plain
                : new String(plain, charset).getBytes(StandardCharsets.UTF_8);
    }

    private static Charset charset(HttpHeaders headers) {
        Matcher told = CHARSET.matcher(headers.firstValue("Content-Type").orElse(""));
        try {
            return told.find() ? Charset.forName(told.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** What was thrown, without what carried it. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}

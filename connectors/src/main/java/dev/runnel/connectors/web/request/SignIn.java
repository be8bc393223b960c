package dev.runnel.connectors.web.request;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The headers by which requests say who asks, with a token that is valid where one is needed. For one request at a time. */
public final class SignIn {
    private final Credentials credentials;
    private final @Nullable Tokens tokens;

    /** @param client asks for tokens */
    public SignIn(Credentials credentials, WebClient client, Clock clock) {
        Credentials.OAuth oauth = credentials.oauth();
        this.credentials = credentials;
        this.tokens = oauth == null ? null : new Tokens(oauth, client, clock);
    }

    /** Completes exceptionally with a {@link RequestFailure} when no token is given. */
    public CompletableFuture<List<Part>> headers() {
        return tokens == null
                ? CompletableFuture.completedFuture(List.copyOf(credentials.headers()))
                : tokens.get().thenApply(token -> List.of(Part.secret("Authorization", "Bearer " + token)));
    }

    /** A request was refused; a token may have been revoked. */
    public void refused() {
        if (tokens != null) {
            tokens.forget();
        }
    }
}

package dev.runnel.connectors.web.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for a client that says its secret (RFC 6749, 4.4), kept until shortly before they expire. For one thread at a
 * time.
 */
final class Tokens {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final long USUAL_SECONDS = 300;

    private final Credentials.OAuth oauth;
    private final WebClient client;
    private final Clock clock;
    private volatile @Nullable Token token;

    private record Token(String text, Instant until) {}

    Tokens(Credentials.OAuth oauth, WebClient client, Clock clock) {
        this.oauth = oauth;
        this.client = client;
        this.clock = clock;
    }

    /** A token that is valid; completes exceptionally with a {@link RequestFailure}. */
    CompletableFuture<String> get() {
        Token kept = token;
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return CompletableFuture.completedFuture(kept.text());
        }
        String scope = oauth.scope();
        String form = "grant_type=client_credentials" + (scope == null ? "" : "&scope=" + Secrets.encoded(scope));
        String both = Secrets.encoded(oauth.clientId()) + ":" + Secrets.encoded(oauth.clientSecret());
        List<Part> headers = List.of(
                Part.of("Content-Type", "application/x-www-form-urlencoded"),
                Part.of("Accept", "application/json"),
                Part.secret(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))));
        return client.ask(new WebClient.Request("POST", oauth.tokens().uri(), headers, form))
                .thenCompose(this::taken);
    }

    /** The server does not take the token any more. */
    void forget() {
        token = null;
    }

    private CompletableFuture<String> taken(Answer answer) {
        try (JsonParser json = JSON.createParser(answer.body())) {
            String text = null;
            long seconds = USUAL_SECONDS;
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    if (name.equals("access_token")) {
                        text = json.getValueAsString();
                    } else if (name.equals("expires_in")) {
                        seconds = json.getValueAsLong(USUAL_SECONDS);
                    }
                    json.skipChildren();
                }
            }
            if (text != null) {
                token = new Token(text, clock.instant().plusSeconds(seconds).minus(EARLY));
                return CompletableFuture.completedFuture(text);
            }
        } catch (IOException e) {
            // Said below.
        }
        return CompletableFuture.failedFuture(new RequestFailure(
                oauth.tokens().place() + " answers no token: a JSON object with `access_token`; look at `token_url`",
                true,
                Optional.empty()));
    }
}

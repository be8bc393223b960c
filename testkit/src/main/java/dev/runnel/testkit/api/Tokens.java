package dev.runnel.testkit.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Tokens for clients that say their secret (RFC 6749, 4.4), valid for a minute as far as they say. */
final class Tokens {
    private Tokens() {}

    static Reply reply(Asked request, long number) {
        String both = ApiServer.CLIENT + ":" + ApiServer.CLIENT_SECRET;
        String wanted = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        boolean good = request.method().equals("POST")
                && wanted.equals(request.headers().get("authorization"))
                && request.body().startsWith("grant_type=client_credentials");
        return good
                ? Reply.json("{\"access_token\":\"token-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":60}")
                : new Reply(
                        401,
                        Map.of("Content-Type", "application/json"),
                        "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8));
    }
}

package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out tokens: to service accounts for a signed assertion, to applications for the code of a consent (with PKCE, RFC 7636)
 * and for a refresh token, by <a href="https://developers.google.com/identity/protocols/oauth2/native-app">Google's page</a>.
 * Everybody who is asked consents at once. Thread safe.
 */
final class TokenServer {
    static final String CLIENT_ID = "1234567890-runnel.apps.googleusercontent.com";
    static final String CLIENT_SECRET = "GOCSPX-not-a-secret-of-anybody";

    private static final int LIFETIME_SECONDS = 3600;

    /** Keys take a while to be made: one for all servers. */
    private static final ServiceAccount ACCOUNT =
            new ServiceAccount("runnel-tests@runnel-tests.iam.gserviceaccount.com");

    /** What a consent was given for. */
    private record Consent(String scope, String redirect, String challenge) {}

    private final Map<String, Consent> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshes = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private volatile boolean isRefused;
    private volatile Optional<String> grantedScope = Optional.empty();

    ServiceAccount account() {
        return ACCOUNT;
    }

    /** Whether people say no from now on. */
    void refuse(boolean refused) {
        isRefused = refused;
    }

    /** What people consent to, whatever they are asked for. */
    void grantOnly(String scope) {
        grantedScope = Optional.of(scope);
    }

    /** Ends every access token, as after an hour. */
    void expireAccess() {
        tokens.clear();
    }

    /** Ends every refresh token, as those of an application in testing end after seven days. */
    void expireRefresh() {
        refreshes.clear();
        tokens.clear();
    }

    /** The scopes of a token that holds. */
    Optional<Set<String>> scopes(String token) {
        return Optional.ofNullable(tokens.get(token)).map(s -> Set.of(s.split(" ")));
    }

    /** Where a browser is sent to. */
    void consent(Exchange exchange) throws IOException {
        String redirect = exchange.query("redirect_uri").orElse("");
        String state = "&state=" + encoded(exchange.query("state").orElse(""));
        String answer = "error=access_denied";
        if (!isRefused) {
            String code = "4/" + UUID.randomUUID();
            String scope = grantedScope.orElse(exchange.query("scope").orElse(""));
            codes.put(
                    code,
                    new Consent(
                            scope, redirect, exchange.query("code_challenge").orElse("")));
            answer = "code=" + encoded(code);
        }
        exchange.set("Location", redirect + "?" + answer + state);
        exchange.answer(302, "text/plain", new byte[0]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void token(Exchange exchange, String tokenAddress) throws IOException {
        Map<String, String> form = exchange.form();
        switch (form.getOrDefault("grant_type", "")) {
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> {
                Optional<String> scopes = ACCOUNT.scopes(form.getOrDefault("assertion", ""), tokenAddress);
                give(exchange, scopes, Optional.empty(), "Invalid JWT Signature.");
            }
            case "authorization_code" -> code(exchange, form);
            case "refresh_token" -> {
                String refresh = form.getOrDefault("refresh_token", "");
                Optional<String> scopes =
                        Optional.ofNullable(refreshes.get(refresh)).filter(s -> isClient(form));
                give(exchange, scopes, Optional.empty(), "Token has been expired or revoked.");
            }
            default -> refuse(exchange, "unsupported_grant_type", "Invalid grant_type.");
        }
    }

    private void code(Exchange exchange, Map<String, String> form) throws IOException {
        Consent consent = codes.remove(form.getOrDefault("code", ""));
        boolean isGood = consent != null
                && isClient(form)
                && consent.redirect().equals(form.get("redirect_uri"))
                && consent.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
        if (!isGood) {
            refuse(exchange, "invalid_grant", "Malformed auth code.");
            return;
        }
        String refresh = "1//" + UUID.randomUUID();
        refreshes.put(refresh, consent.scope());
        give(exchange, Optional.of(consent.scope()), Optional.of(refresh), "");
    }

    private static boolean isClient(Map<String, String> form) {
        return CLIENT_ID.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void give(Exchange exchange, Optional<String> scopes, Optional<String> refresh, String why)
            throws IOException {
        if (scopes.isEmpty()) {
            refuse(exchange, "invalid_grant", why);
            return;
        }
        String token = "ya29." + UUID.randomUUID();
        tokens.put(token, scopes.get());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token)
                .put("expires_in", LIFETIME_SECONDS)
                .put("token_type", "Bearer")
                .put("scope", scopes.get());
        refresh.ifPresent(r -> json.put("refresh_token", r));
        exchange.answer(200, json);
    }

    private static void refuse(Exchange exchange, String error, String description) throws IOException {
        exchange.answer(
                400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
    }
}

package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A service account: its key file, and whether an assertion is signed with its key, by <a
 * href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">Google's page</a> and RFC 7523.
 * Thread safe.
 */
final class ServiceAccount {
    private static final int KEY_BITS = 2048;
    private static final long LONGEST_SECONDS = 3600;
    private static final int LINE = 64;
    /** For whom Google's libraries sign, whatever server they send it to. */
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private final String email;
    private final KeyPair keys;

    ServiceAccount(String email) {
        this.email = email;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    String email() {
        return email;
    }

    /** The key file that the console hands out. */
    String keyFile(String tokenAddress) {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "runnel-tests")
                .put("private_key_id", "0123456789abcdef")
                .put("private_key", key)
                .put("client_email", email)
                .put("client_id", "100000000000000000001")
                .put("token_uri", tokenAddress)
                .toPrettyString();
    }

    /** The scopes that an assertion asks for; empty when it is not signed by this account, for another server, or too old. */
    Optional<String> scopes(String assertion, String tokenAddress) throws IOException {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return Optional.empty();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
        JsonNode claims = Exchange.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        long now = Instant.now().getEpochSecond();
        boolean isGood = claims.path("iss").asText().equals(email)
                && Set.of(tokenAddress, GOOGLE).contains(claims.path("aud").asText())
                && claims.path("exp").asLong() > now
                && claims.path("exp").asLong() - claims.path("iat").asLong() <= LONGEST_SECONDS;
        return isGood ? Optional.of(claims.path("scope").asText()) : Optional.empty();
    }
}

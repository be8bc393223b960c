package dev.runnel.core.codec;

import dev.runnel.core.contract.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of texts: {@code hmac_} and the HMAC-SHA-256 (RFC 2104) of the UTF-8 text in base64url without padding
 * (RFC 4648 section 5), 48 characters. Not thread safe.
 */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "hmac_";
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final Mac mac;

    Pseudonyms(Secret key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM + ", and any key will do", e);
        }
    }

    String of(String text) {
        byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Whether a text is such a hash already. */
    static boolean is(String text) {
        return text.startsWith(PREFIX) && SHAPE.matcher(text).matches();
    }
}

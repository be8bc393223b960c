package dev.runnel.core.environment;

import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema registry answers that speaks the Confluent REST interface, and how to sign in. Its text shows no secret.
 */
public final class RegistryAddress implements Serializable {
    private static final long serialVersionUID = 1L;

    private final URI url;
    private final @Nullable String authorization;

    private RegistryAddress(URI url, @Nullable String authorization) {
        this.url = url;
        this.authorization = authorization;
    }

    /** One that asks for nothing. */
    public static RegistryAddress open(URI url) {
        return new RegistryAddress(url, null);
    }

    /** One that asks for a name and a password (HTTP Basic, RFC 7617). */
    public static RegistryAddress basic(URI url, String name, String password) {
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new RegistryAddress(url, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** One that asks for a token (RFC 6750). */
    public static RegistryAddress bearer(URI url, String token) {
        return new RegistryAddress(url, "Bearer " + token);
    }

    /** The base address, before {@code /subjects}. */
    public URI url() {
        return url;
    }

    /** The value of the header {@code Authorization}: a secret. */
    public Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}

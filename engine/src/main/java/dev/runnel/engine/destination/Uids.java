package dev.runnel.engine.destination;

import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names that state is found by at the next start. */
public final class Uids {
    private Uids() {}

    /** {@code events/lake/0}: the second lake of a stream is {@code events/lake/1}, whatever else stands between. */
    public static String of(String owner, List<Endpoint> all, Endpoint destination) {
        return owner + "/" + Names.destination(all, destination);
    }

    /** Twelve hexadecimal digits that differ when any part does. */
    public static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

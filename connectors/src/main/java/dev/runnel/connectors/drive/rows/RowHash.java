package dev.runnel.connectors.drive.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What two rows share when, and only when, they are the same: the first 128 bits of the SHA-256 of what is in them.
 * Immutable.
 */
public record RowHash(long high, long low) {

    /** Makes hashes. Not thread safe. */
    public static final class Maker {
        private final MessageDigest digest;

        public Maker() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        /**
         * The hash of a row.
         *
         * @param broken why it could not be read; empty for a row that could
         */
        public RowHash of(byte[] value, String broken) {
            digest.update(value);
            if (!broken.isEmpty()) {
                digest.update((byte) 0); // JSON has no such byte, so that no broken row is a good one
                digest.update(broken.getBytes(StandardCharsets.UTF_8));
            }
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new RowHash(bytes.getLong(), bytes.getLong());
        }
    }
}

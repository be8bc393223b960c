package dev.runnel.connectors.files.folder;

import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What two files share when, and only when, their bytes are the same: SHA-256 of them. */
public final class ContentDigest {
    private static final int BUFFER_BYTES = 1 << 17;

    private ContentDigest() {}

    /**
     * The digest in hexadecimal; reads the whole file once.
     *
     * @throws IOException when the file cannot be read
     */
    public static String of(DataFile file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = file.open()) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

package dev.runnel.cli.replay;

import dev.runnel.cli.output.FlatJson;
import dev.runnel.core.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a file was sent to a target.
 *
 * @param target the URL
 * @param head digest of the file's first bytes: tells another file of the same name, but not one that grew
 * @param offset where reading goes on
 * @param records how many were acknowledged
 */
record ReplayState(String target, String head, long offset, long records) {
    private static final int HEAD_BYTES = 4096;

    /** The state at the beginning of a file. */
    static ReplayState start(String target, Path file) throws IOException {
        return new ReplayState(target, digest(file, HEAD_BYTES), 0, 0);
    }

    ReplayState after(long end, long sent) {
        return new ReplayState(target, head, end, records + sent);
    }

    /** Whether this state was kept for the file as it is now: as long at least, with the same beginning. */
    boolean fits(Path file) throws IOException {
        int slash = head.indexOf('/');
        int bytes = Integer.parseInt(head.substring(0, slash));
        return Files.size(file) >= offset && digest(file, bytes).equals(head);
    }

    static Optional<ReplayState> load(Path path) throws IOException {
        try {
            Map<String, String> m = FlatJson.read(Files.readString(path));
            return Optional.of(new ReplayState(
                    m.getOrDefault("target", ""),
                    m.getOrDefault("head", "0/"),
                    Long.parseLong(m.getOrDefault("offset", "0")),
                    Long.parseLong(m.getOrDefault("records", "0"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole, so that a kill leaves the old state or the new one. */
    void save(Path path) throws IOException {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("target", target);
        m.put("head", head);
        m.put("offset", offset);
        m.put("records", records);
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(next, JsonText.of(m) + "\n", StandardCharsets.UTF_8);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String digest(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(most);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(head);
            return head.length + "/" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.runnel.connectors.drive.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runnel.core.contract.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The file in a data folder that keeps a sign-in. Only its owner may read it, where the file system knows owners.
 *
 * @param path {@code drive/token.json}
 */
public record TokenFile(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean HAS_OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /**
     * A sign-in.
     *
     * @param clientId of the application that it is for
     * @param email who it was; empty where that is not known
     * @param scopes what was consented to, with spaces between
     */
    public record SignIn(String clientId, Secret refreshToken, String email, String scopes, Instant at) {}

    /** The file of a data folder. */
    public static TokenFile in(Path dataDir) {
        return new TokenFile(dataDir.resolve("drive").resolve("token.json"));
    }

    /** Keeps a sign-in in the place of the one before, whole or not at all. */
    public void write(SignIn signIn) throws IOException {
        byte[] text = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("client_id", signIn.clientId())
                .put("refresh_token", new String(signIn.refreshToken().bytes(), StandardCharsets.UTF_8))
                .put("email", signIn.email())
                .put("scopes", signIn.scopes())
                .put("at", signIn.at().toString()));
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (HAS_OWNERS) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path unfinished = Files.createTempFile(folder, "token", ".tmp", attributes());
        try {
            Files.write(unfinished, text);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static FileAttribute<?>[] attributes() {
        return HAS_OWNERS
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * The sign-in that is kept; empty when there is none.
     *
     * @throws IOException when the file cannot be read; the message shows nothing of what is in it
     */
    public Optional<SignIn> read() throws IOException {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(path));
            return Optional.of(new SignIn(
                    json.path("client_id").asText(),
                    new Secret(json.path("refresh_token").asText()),
                    json.path("email").asText(),
                    json.path("scopes").asText(),
                    Instant.parse(json.path("at").asText())));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IOException(path + " is damaged; sign in again with runnel drive login");
        }
    }
}

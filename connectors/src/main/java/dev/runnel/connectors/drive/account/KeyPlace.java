package dev.runnel.connectors.drive.account;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.core.contract.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the account's key is, and the sign-in that goes with it. The files are read each time they are wanted, so that a
 * new key or sign-in is taken up. Immutable and thread safe, and can be sent to where it is used.
 *
 * @param credentials a path, or what is in such a file
 * @param directory the pipeline's folder
 * @param allowed further folders that files may be read from
 * @param dataDir the folder that keeps a sign-in
 */
public record KeyPlace(Secret credentials, String directory, ArrayList<String> allowed, String dataDir)
        implements Serializable {
    /** Key files have some 2 KiB. */
    private static final int MOST_BYTES = 1 << 16;

    /** What `credentials` says. */
    public static KeyPlace of(String credentials, Path directory, List<String> allowed, Path dataDir) {
        return new KeyPlace(
                new Secret(credentials), directory.toString(), new ArrayList<>(allowed), dataDir.toString());
    }

    /**
     * The key.
     *
     * @throws IOException when it is not there, may not be read, or is none, with what to do
     */
    public KeyFile key() throws IOException {
        String said = new String(credentials.bytes(), StandardCharsets.UTF_8);
        return KeyFile.isText(said) ? KeyFile.of(said, "`credentials`") : KeyFile.of(read(said), said);
    }

    private String read(String path) throws IOException {
        AllowedFolders folders = new AllowedFolders(Path.of(directory), allowed);
        Path file = folders.pipeline().resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + path + " for `credentials`; " + KeyFile.ADVICE);
        }
        if (!folders.allows(file)) {
            throw new IOException(path + " lies outside the pipeline's folder: put it below, or allow its folder with"
                    + " `allow_paths` in env/embedded.yaml");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(path + " is too large to be a key file; " + KeyFile.ADVICE);
        }
        return Files.readString(file);
    }

    /**
     * The account.
     *
     * @throws IOException as {@link #key} does, and when nobody is signed in
     */
    public Account account() throws IOException {
        KeyFile key = key();
        if (key instanceof KeyFile.Service service) {
            try {
                ServiceAccountCredentials account = ServiceAccountCredentials.fromStream(
                        new ByteArrayInputStream(service.text().bytes()));
                return new ServiceAccount(account.createWithCustomRetryStrategy(false)); // whoever asks is patient

            } catch (IOException | RuntimeException e) { // its message may show what is in the file
                throw new IOException("the private key of " + service.email() + " cannot be read; " + KeyFile.ADVICE);
            }
        }
        KeyFile.Application application = (KeyFile.Application) key;
        TokenFile.SignIn signIn = TokenFile.in(Path.of(dataDir))
                .read()
                .filter(s -> s.clientId().equals(application.clientId()))
                .orElseThrow(() -> new IOException(
                        "nobody is signed in for this application: run `runnel drive login " + directory + "`"));
        UserCredentials token = UserCredentials.newBuilder()
                .setClientId(application.clientId())
                .setClientSecret(new String(application.clientSecret().bytes(), StandardCharsets.UTF_8))
                .setRefreshToken(new String(signIn.refreshToken().bytes(), StandardCharsets.UTF_8))
                .setTokenServerUri(application.token())
                .build();
        return new SignedInAccount(token, signIn.email(), directory);
    }
}

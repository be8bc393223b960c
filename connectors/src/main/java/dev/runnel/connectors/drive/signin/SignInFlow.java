package dev.runnel.connectors.drive.signin;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.DefaultPKCEProvider;
import com.google.auth.oauth2.UserAuthorizer;
import com.google.auth.oauth2.UserCredentials;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.account.KeyFile;
import dev.runnel.connectors.drive.account.TokenFile;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.core.contract.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sign-in of an application on a desk: a browser is sent to Google, and comes back to this machine with a code that is
 * exchanged for a token, with PKCE.
 *
 * @param application for which somebody signs in
 * @param endpoint of another Drive than Google's
 */
public record SignInFlow(KeyFile.Application application, Optional<URI> endpoint) {
    private static final int STATE_BYTES = 32;

    /**
     * Signs in.
     *
     * @param show is given the address that somebody opens in a browser on this machine
     * @param patience how long it is waited for
     * @throws IOException when nobody signs in, with what to do
     */
    public TokenFile.SignIn run(Consumer<URI> show, Duration patience) throws IOException, InterruptedException {
        String state = state();
        try (RedirectReceiver receiver = RedirectReceiver.start(state)) {
            UserAuthorizer authorizer = UserAuthorizer.newBuilder()
                    .setClientId(ClientId.of(application.clientId(), secret()))
                    .setScopes(List.of(DriveClient.READING, DriveClient.WRITING))
                    .setCallbackUri(receiver.address())
                    .setUserAuthUri(application.consent())
                    .setTokenServerUri(application.token())
                    .setPKCEProvider(new DefaultPKCEProvider())
                    .build();
            show.accept(consent(authorizer, state, receiver.address()));
            return exchange(authorizer, receiver.await(patience), receiver.address());
        }
    }

    @SuppressWarnings("NullAway") // nobody is known yet, which the library takes and does not declare
    private static URI consent(UserAuthorizer authorizer, String state, URI redirect) {
        return URI.create(authorizer.getAuthorizationUrl(null, state, redirect).toString());
    }

    private TokenFile.SignIn exchange(UserAuthorizer authorizer, String code, URI redirect) throws IOException {
        UserCredentials credentials;
        try {
            credentials = authorizer.getCredentialsFromCode(code, redirect);
        } catch (IOException e) { // its message may show what was sent
            throw new IOException(
                    "Google did not exchange the code for a token; run the command again, and if that does not help, download"
                            + " the application's file anew");
        }
        if (credentials.getRefreshToken() == null) {
            throw new IOException("Google gave no lasting token; take Runnel's access away at"
                    + " myaccount.google.com/connections and run the command again");
        }
        AccessToken token = credentials.getAccessToken();
        String scopes = token == null ? "" : String.join(" ", Objects.requireNonNullElse(token.getScopes(), List.of()));
        if (!scopes.contains(DriveClient.READING)) {
            throw new IOException("reading files was not allowed; run the command again, and leave each box ticked");
        }
        String email = DriveClient.of(Account.of(credentials), List.of(), endpoint, Patience.USUAL)
                .user();
        return new TokenFile.SignIn(
                application.clientId(), new Secret(credentials.getRefreshToken()), email, scopes, Instant.now());
    }

    private String secret() {
        return new String(application.clientSecret().bytes(), StandardCharsets.UTF_8);
    }

    private static String state() {
        byte[] state = new byte[STATE_BYTES];
        new SecureRandom().nextBytes(state);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(state);
    }
}

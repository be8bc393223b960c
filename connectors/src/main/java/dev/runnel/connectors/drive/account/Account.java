package dev.runnel.connectors.drive.account;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.util.Collection;

/** Who asks Google Drive. Immutable and thread safe. */
public sealed interface Account permits ServiceAccount, SignedInAccount {

    /** Somebody who is just signing in. */
    static Account of(UserCredentials token) {
        return new SignedInAccount(token, "", "");
    }

    /** What signs requests; a token is fetched with the first of them. @param scopes what the token is to allow */
    GoogleCredentials credentials(Collection<String> scopes);

    /** Who that is, fit to follow "share the file with". */
    String name();

    /**
     * That the account is not taken, and what to do.
     *
     * @param error in Google's word, {@code invalid_grant}
     */
    String refused(String error);

    /** How to get a token that allows more. */
    String renewal();
}

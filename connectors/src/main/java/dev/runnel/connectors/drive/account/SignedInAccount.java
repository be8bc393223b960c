package dev.runnel.connectors.drive.account;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.util.Collection;

/**
 * Somebody who signed in with {@code runnel drive login}.
 *
 * @param email empty where it is not known
 * @param directory the pipeline's folder, as the command takes it
 */
record SignedInAccount(UserCredentials token, String email, String directory) implements Account {

    /** What they consented to is in the token already. */
    @Override
    public GoogleCredentials credentials(Collection<String> scopes) {
        return token;
    }

    @Override
    public String name() {
        return email.isEmpty() ? "the account that signed in" : email;
    }

    @Override
    public String refused(String error) {
        return "the sign-in of " + name() + " has ended (" + error + "); " + renewal()
                + ". The sign-in of an application in"
                + " testing mode ends after seven days: publish the application, or use a service account";
    }

    @Override
    public String renewal() {
        return "sign in again: runnel drive login " + directory;
    }

    @Override
    public String toString() {
        return name();
    }
}

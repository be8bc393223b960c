package dev.runnel.connectors.drive.account;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.util.Collection;

/** An account of a program's own, with a key that does not end. */
record ServiceAccount(ServiceAccountCredentials key) implements Account {
    @Override
    public GoogleCredentials credentials(Collection<String> scopes) {
        return key.createScoped(scopes);
    }

    @Override
    public String name() {
        return "the service account " + key.getClientEmail();
    }

    @Override
    public String refused(String error) {
        return "Google does not take the key of " + name() + " (" + error
                + "): it was deleted, or this machine's clock is"
                + " wrong; make a new key, as docs/sources.md says, and let `credentials` name it";
    }

    @Override
    public String renewal() {
        return "give it access in the account's project, or name another key with `credentials`";
    }

    @Override
    public String toString() {
        return name();
    }
}

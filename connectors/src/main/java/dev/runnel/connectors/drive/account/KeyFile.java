package dev.runnel.connectors.drive.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runnel.core.contract.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What Google's console hands out as JSON. Immutable; loads no class of Google's. */
public sealed interface KeyFile {
    /** The advice for all that is no key file. */
    String ADVICE = "download the key of a service account, or of an OAuth client of the type \"Desktop app\", from"
            + " console.cloud.google.com/apis/credentials";

    /** The key of a service account. @param text all of the file */
    record Service(String email, Secret text) implements KeyFile {}

    /**
     * What an application says of itself when somebody signs in.
     *
     * @param consent where people are asked
     * @param token where tokens are fetched
     */
    record Application(String clientId, Secret clientSecret, URI consent, URI token) implements KeyFile {}

    /** Whether an option says what is in a key file, rather than where one is. */
    static boolean isText(String credentials) {
        return credentials.stripLeading().startsWith("{");
    }

    /**
     * Reads it.
     *
     * @param what how the file is called, for messages
     * @throws IOException when it is none; the message shows nothing of what is in it
     */
    static KeyFile of(String text, String what) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(what + " is not JSON; " + ADVICE); // the cause may show what is in it
        }
        if (json.path("type").asText().equals("service_account")) {
            text(json, "private_key", what);
            address(json, "token_uri", "https://oauth2.googleapis.com/token", what);
            return new Service(text(json, "client_email", what), new Secret(text));
        }
        if (json.has("web")) {
            throw new IOException(what + " is of a web application, whose sign-in needs a site; " + ADVICE);
        }
        if (json.has("installed")) {
            JsonNode app = json.get("installed");
            return new Application(
                    text(app, "client_id", what),
                    new Secret(text(app, "client_secret", what)),
                    address(app, "auth_uri", "https://accounts.google.com/o/oauth2/auth", what),
                    address(app, "token_uri", "https://oauth2.googleapis.com/token", what));
        }
        throw new IOException(what + " is no key file of Google's: it has neither \"type\": \"service_account\" nor"
                + " \"installed\"; " + ADVICE);
    }

    private static String text(JsonNode json, String name, String what) throws IOException {
        return Optional.of(json.path(name).asText())
                .filter(t -> !t.isEmpty())
                .orElseThrow(() -> new IOException(what + " has no \"" + name + "\"; " + ADVICE));
    }

    private static URI address(JsonNode json, String name, String usual, String what) throws IOException {
        String said = json.path(name).asText(usual);
        try {
            URI address = URI.create(said);
            if (SafeAddress.isSafe(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // as one that is not safe
        }
        throw new IOException(what + ": its \"" + name + "\" is no https address; " + ADVICE);
    }
}

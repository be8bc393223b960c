package dev.runnel.connectors.web.request;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How requests say who asks, made of the option {@code auth}. Immutable.
 *
 * @param headers to be sent with each
 * @param parameters to be sent with each
 * @param secrets that are in none of them as they are
 * @param oauth where a token is asked for first
 */
public record Credentials(
        ArrayList<Part> headers, ArrayList<Part> parameters, ArrayList<String> secrets, @Nullable OAuth oauth)
        implements Serializable {
    private static final Option<String> USER =
            Option.of("user", Kinds.string(), "Who signs in.").needed();
    private static final Option<String> PASSWORD = Option.of("password", Kinds.secret(), "By reference: `${env:NAME}`.")
            .needed();
    private static final Option<Settings> BASIC =
            Option.of("basic", Kinds.record(List.of(USER, PASSWORD)), "A user and a password (RFC 7617).");
    private static final Option<String> BEARER =
            Option.of("bearer", Kinds.secret(), "A token, sent as `Authorization: Bearer` (RFC 6750).");
    private static final Option<String> HEADER = Option.of("header", Kinds.string(), "The header that has the key.");
    private static final Option<String> PARAM = Option.of("param", Kinds.string(), "The parameter that has the key.");
    private static final Option<String> VALUE =
            Option.of("value", Kinds.secret(), "By reference: `${env:NAME}`.").needed();
    private static final Option<Settings> API_KEY =
            Option.of("api_key", Kinds.record(List.of(HEADER, PARAM, VALUE)), "A key in a header, or in a parameter.");
    private static final Option<WebAddress> TOKEN_URL = Option.of(
                    "token_url", new AddressKind("http", "https"), "Where tokens are given.")
            .needed();
    private static final Option<String> CLIENT_ID =
            Option.of("client_id", Kinds.string(), "Who asks.").needed();
    private static final Option<String> CLIENT_SECRET = Option.of(
                    "client_secret", Kinds.secret(), "By reference: `${env:NAME}`.")
            .needed();
    private static final Option<String> SCOPE = Option.of("scope", Kinds.string(), "What the token is to allow.");
    private static final Option<Settings> OAUTH2 = Option.of(
            "oauth2",
            Kinds.record(List.of(TOKEN_URL, CLIENT_ID, CLIENT_SECRET, SCOPE)),
            "Client credentials (RFC 6749, 4.4): a token is asked for, kept while it is valid, and asked for anew.");
    private static final List<Option<?>> WAYS = List.of(BASIC, BEARER, API_KEY, OAUTH2);

    /** How requests say who asks. */
    public static final Option<Settings> AUTH =
            Option.of("auth", Kinds.record(WAYS), "Who asks: one of `basic`, `bearer`, `api_key` and `oauth2`.");

    /** A server that gives tokens to a client that says its secret. */
    public record OAuth(WebAddress tokens, String clientId, String clientSecret, @Nullable String scope)
            implements Serializable {
        @Override
        public String toString() {
            return tokens.place();
        }
    }

    /** Nobody in particular. */
    public static Credentials none() {
        return new Credentials(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), null);
    }

    /** @param settings of the connector, checked */
    public static Credentials of(Settings settings) {
        Credentials made = none();
        Optional<Settings> auth = settings.find(AUTH);
        if (auth.isEmpty()) {
            return made;
        }
        Settings given = auth.get();
        given.find(BASIC).ifPresent(basic -> {
            String both = basic.get(USER) + ":" + basic.get(PASSWORD);
            String coded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
            made.headers.add(Part.secret("Authorization", "Basic " + coded));
            made.secrets.addAll(List.of(basic.get(PASSWORD), coded));
        });
        given.find(BEARER).ifPresent(token -> {
            made.headers.add(Part.secret("Authorization", "Bearer " + token));
            made.secrets.add(token);
        });
        given.find(API_KEY).ifPresent(key -> {
            key.find(HEADER).ifPresent(name -> made.headers.add(Part.secret(name, key.get(VALUE))));
            key.find(PARAM).ifPresent(name -> made.parameters.add(Part.secret(name, key.get(VALUE))));
        });
        return given.find(OAUTH2)
                .map(oauth -> new Credentials(
                        made.headers,
                        made.parameters,
                        new ArrayList<>(List.of(oauth.get(CLIENT_SECRET))),
                        new OAuth(
                                oauth.get(TOKEN_URL),
                                oauth.get(CLIENT_ID),
                                oauth.get(CLIENT_SECRET),
                                oauth.find(SCOPE).orElse(null))))
                .orElse(made);
    }

    /** Reports what single options cannot show. */
    public static void check(Settings settings, Diagnostics out) {
        settings.find(AUTH).ifPresent(auth -> {
            long ways = WAYS.stream().filter(way -> auth.find(way).isPresent()).count();
            if (ways != 1) {
                out.error(
                        Code.CONFLICT,
                        settings.at(AUTH),
                        ways == 0 ? "`auth` says nothing" : "`auth` says it in several ways",
                        "write one of basic, bearer, api_key and oauth2; a header of your own goes to `headers`");
            }
            auth.find(API_KEY).ifPresent(key -> {
                if (key.find(HEADER).isPresent() == key.find(PARAM).isPresent()) {
                    out.error(
                            Code.CONFLICT,
                            auth.at(API_KEY),
                            "a key is sent in a header or in a parameter",
                            "write 'api_key: { header: X-Api-Key, value: ${env:API_KEY} }', or 'param:' in place of 'header:'");
                }
            });
        });
    }

    @Override
    public String toString() {
        return Secrets.HIDDEN;
    }
}

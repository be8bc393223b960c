package dev.runnel.connectors.web.follow;

import dev.runnel.connectors.web.request.AddressKind;
import dev.runnel.connectors.web.request.Credentials;
import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.PartsKind;
import dev.runnel.connectors.web.request.WebAddress;
import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options of the sources {@code websocket} and {@code sse}, and their check. */
final class FollowSpec {
    private static final Option<WebAddress> SOCKET_URL = Option.of(
                    "url", new AddressKind("ws", "wss"), "The address of the WebSocket; it is shown in messages.")
            .needed();
    private static final Option<WebAddress> EVENTS_URL = Option.of(
                    "url",
                    new AddressKind("http", "https"),
                    "The address of the event stream; it is shown in messages.")
            .needed();
    private static final Option<List<Part>> HEADERS = Option.of(
                    "headers", PartsKind.headers(), "Headers of the request; secrets by reference, `${env:NAME}`.")
            .or(List.of());
    private static final Option<List<Part>> PARAMS = Option.of(
                    "params",
                    PartsKind.parameters(),
                    "Parameters of the address; what comes from a variable is never shown.")
            .or(List.of());
    private static final Option<Settings> AUTH = Credentials.AUTH;
    private static final Option<List<String>> SEND = Option.of(
                    "send",
                    Kinds.oneOrMore(Kinds.string()),
                    "Texts that are sent each time the connection is there, one after the other: subscriptions.")
            .or(List.of());
    private static final Option<List<String>> EVENTS = Option.of(
                    "events",
                    Kinds.oneOrMore(Kinds.string()),
                    "The types of events that are read; all of them unless told.")
            .or(List.of());
    private static final Option<String> RECORDS = Option.of(
            "records",
            Kinds.string(),
            "Where a message has its records, `data.items`: a list, or one object. Without it the message itself is that, or has"
                    + " one a line.");
    private static final Option<Duration> IDLE = Option.of(
                    "idle",
                    Kinds.duration(),
                    "How long the server may say nothing at all before the connection is taken for dead and made anew. A WebSocket"
                            + " is pinged meanwhile; an event stream has to send comments.")
            .or(Duration.ofMinutes(1));
    private static final Option<Long> MAX_MESSAGE = Option.of(
                    "max_message", Kinds.size(), "The longest message; a longer one is an invalid record.")
            .or(1L << 20);
    private static final long LARGEST_MESSAGE = 64L << 20;

    static final ConnectorSpec WEBSOCKET = new ConnectorSpec(
            "websocket",
            Role.SOURCE,
            "Messages of a WebSocket that Runnel connects to, and connects to again. What is sent while nobody is connected is lost.",
            List.of(SOCKET_URL, HEADERS, PARAMS, AUTH, SEND, RECORDS, IDLE, MAX_MESSAGE),
            Set.of(),
            List.of(
                    "websocket: { url: \"wss://stream.example.com/v1/trades\", send: '{\"op\":\"subscribe\",\"channel\":\"trades\"}' }",
                    "websocket: { url: \"ws://127.0.0.1:9000/feed\", auth: { bearer: \"${env:FEED_TOKEN:-}\" }, idle: 20s }"));
    static final ConnectorSpec SSE = new ConnectorSpec(
            "sse",
            Role.SOURCE,
            "Server-sent events; a server that numbers its events goes on behind the last one that is in the log.",
            List.of(EVENTS_URL, HEADERS, PARAMS, AUTH, EVENTS, RECORDS, IDLE, MAX_MESSAGE),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "sse: { url: \"https://stream.wikimedia.org/v2/stream/recentchange\" }",
                    "sse: { url: \"https://api.example.com/events\", auth: { bearer: \"${env:API_TOKEN:-}\" }, events: [created, updated] }"));

    private FollowSpec() {}

    static void check(Settings settings, Diagnostics out) {
        Credentials.check(settings, out);
        if (settings.get(IDLE).toMillis() < 100) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(IDLE),
                    "no server says something that often",
                    "write 20s, 1m or longer");
        }
        if (settings.get(MAX_MESSAGE) < 1 || settings.get(MAX_MESSAGE) > LARGEST_MESSAGE) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(MAX_MESSAGE),
                    "a message may have up to 64mb",
                    "write 1mb, or up to 64mb");
        }
    }

    /** @param settings checked */
    static FollowSettings of(Settings settings) {
        return new FollowSettings(
                url(settings),
                new ArrayList<>(settings.get(HEADERS)),
                new ArrayList<>(settings.get(PARAMS)),
                Credentials.of(settings),
                new ArrayList<>(settings.get(SEND)),
                new ArrayList<>(settings.get(EVENTS)),
                settings.find(RECORDS)
                        .map(path -> new ArrayList<>(List.of(path.split("\\."))))
                        .orElseGet(ArrayList::new),
                settings.get(IDLE),
                Math.toIntExact(settings.get(MAX_MESSAGE)));
    }

    static WebAddress url(Settings settings) {
        return settings.find(SOCKET_URL).or(() -> settings.find(EVENTS_URL)).orElseThrow();
    }

    /** What makes it this source and no other. */
    static List<String> identity(Settings settings) {
        List<String> words = new ArrayList<>(List.of(url(settings).place()));
        settings.get(PARAMS).stream()
                .filter(p -> !p.isSecret())
                .map(Part::toString)
                .sorted()
                .forEach(words::add);
        return words;
    }
}

package dev.runnel.connectors.web.rest;

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
import java.util.List;
import java.util.Set;

/** The options of the source {@code rest} and their check. */
final class RestSpec {
    static final Option<WebAddress> URL = Option.of(
                    "url",
                    new AddressKind("http", "https"),
                    "The address that answers records; it is shown in messages.")
            .needed();
    static final Option<String> METHOD =
            Option.of("method", Kinds.word("GET", "POST"), "How it is asked.").or("GET");
    static final Option<List<Part>> HEADERS = Option.of(
                    "headers", PartsKind.headers(), "Headers of each request; secrets by reference, `${env:NAME}`.")
            .or(List.of());
    static final Option<List<Part>> PARAMS = Option.of(
                    "params",
                    PartsKind.parameters(),
                    "Parameters of each request; what comes from a variable is never shown.")
            .or(List.of());
    static final Option<String> BODY = Option.of(
            "body", Kinds.string(), "What a `POST` sends, as `application/json` unless `headers` say otherwise.");
    static final Option<Settings> AUTH = Credentials.AUTH;
    static final Option<Duration> EVERY = Option.of(
            "every",
            Kinds.duration(),
            "The time from one round to the next; without it there is one, and the source ends.");
    static final Option<Duration> FOR =
            Option.of("for", Kinds.duration(), "Ends after that time; the next start goes on for as long again.");
    static final Option<String> RECORDS = Option.of(
            "records",
            Kinds.string(),
            "Where the answer has its records, `data.items`: a list, or one object. Without it the answer itself is that.");
    static final Option<Settings> PAGINATION =
            Option.of("pagination", Kinds.record(PagingSpec.OPTIONS), "How the pages of a round are asked for.");
    static final Option<Settings> INCREMENTAL = Option.of(
            "incremental",
            Kinds.record(IncrementSpec.OPTIONS),
            "Asks each round only for what came since the one before.");
    static final Option<Rate> RATE_LIMIT =
            Option.of("rate_limit", new RateKind(), "The most requests in a time, evenly spread: `10/s`, `100/m`.");
    static final Option<Duration> TIMEOUT = Option.of(
                    "timeout", Kinds.duration(), "How long an answer may take, with all its bytes.")
            .or(Duration.ofSeconds(30));
    static final Option<Integer> RETRIES = Option.of(
                    "retries",
                    Kinds.integer(0, 20),
                    "How often a request is tried again, with growing pauses or when `Retry-After` says, before it waits for the"
                            + " next round.")
            .or(5);
    static final Option<Long> MAX_BODY =
            Option.of("max_body", Kinds.size(), "The longest answer, unpacked.").or(16L << 20);

    static final ConnectorSpec SPEC = new ConnectorSpec(
            "rest",
            Role.SOURCE,
            "Records of a web API that answers JSON: asked once, or again and again, page by page.",
            List.of(
                    URL,
                    METHOD,
                    HEADERS,
                    PARAMS,
                    BODY,
                    AUTH,
                    EVERY,
                    FOR,
                    RECORDS,
                    PAGINATION,
                    INCREMENTAL,
                    RATE_LIMIT,
                    TIMEOUT,
                    RETRIES,
                    MAX_BODY),
            Set.of(Capability.EXACTLY_ONCE),
            List.of(
                    "rest: { url: \"https://randomuser.me/api/\", params: { results: 10 }, every: 1s, for: 60s, records: results }",
                    "rest: { url: \"https://api.example.com/orders\", auth: { bearer: \"${env:API_TOKEN:-}\" }, every: 1m, records: data.items, pagination: { by: cursor, param: cursor, next: meta.next }, incremental: { param: since, field: updated_at } }",
                    "rest: { url: \"https://api.example.com/issues\", headers: { Accept: application/json }, pagination: { by: link }, rate_limit: 10/s }"));

    private static final long LARGEST_BODY = 256L << 20;

    private RestSpec() {}

    /** Checks what single options cannot show. */
    static void check(Settings settings, Diagnostics out) {
        Credentials.check(settings, out);
        settings.find(PAGINATION).ifPresent(paging -> PagingSpec.check(paging, out));
        settings.find(INCREMENTAL).ifPresent(increment -> IncrementSpec.check(increment, out));
        if (settings.find(FOR).isPresent() && settings.find(EVERY).isEmpty()) {
            out.error(
                    Code.CONFLICT,
                    settings.at(FOR),
                    "`for` says how long it is asked again and again, and nothing says how often",
                    "add 'every: 1s', or take 'for' away: it is asked once then");
        }
        positive(settings, EVERY, out);
        positive(settings, FOR, out);
        positive(settings, TIMEOUT, out);
        if (settings.find(BODY).isPresent() && settings.get(METHOD).equals("GET")) {
            out.error(Code.CONFLICT, settings.at(BODY), "a GET sends no body", "add 'method: POST', or use 'params'");
        }
        if (settings.get(MAX_BODY) < 1 || settings.get(MAX_BODY) > LARGEST_BODY) {
            out.error(
                    Code.WRONG_VALUE, settings.at(MAX_BODY), "an answer may have up to 256mb", "ask for less at once");
        }
    }

    private static void positive(Settings settings, Option<Duration> option, Diagnostics out) {
        if (settings.find(option).filter(Duration::isZero).isPresent()) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(option),
                    "'" + option.name() + "' is no time at all",
                    "write 1s, 5m or the like");
        }
    }
}

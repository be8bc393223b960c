package dev.runnel.connectors.web.rest;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.util.List;

/** The options of {@code incremental}. */
final class IncrementSpec {
    private static final Option<String> PARAM = Option.of(
                    "param", Kinds.string(), "The parameter that says since when, `since`.")
            .needed();
    private static final Option<String> FIELD = Option.of(
            "field",
            Kinds.string(),
            "The member of records whose largest value is sent, `updated_at`: numbers by their size, times by their moment, else"
                    + " text by its letters.");
    private static final Option<String> TOKEN = Option.of(
            "token", Kinds.string(), "Or where the answer says what is to be sent the next time, `meta.sync_token`.");
    private static final Option<String> START =
            Option.of("start", Kinds.string(), "What the first round sends; without it the parameter is left out.");

    static final List<Option<?>> OPTIONS = List.of(PARAM, FIELD, TOKEN, START);

    private IncrementSpec() {}

    static void check(Settings settings, Diagnostics out) {
        if (settings.find(FIELD).isPresent() == settings.find(TOKEN).isPresent()) {
            out.error(
                    Code.CONFLICT,
                    settings.at(),
                    "what came since is known by a field of the records, or by a token of the answer",
                    "write 'field: updated_at', or 'token: meta.sync_token'");
        }
    }

    static Increment of(Settings settings) {
        return new Increment(
                settings.get(PARAM),
                settings.find(FIELD).map(PagingSpec::path).orElse(null),
                settings.find(TOKEN).map(PagingSpec::path).orElse(null),
                settings.find(START).orElse(null));
    }
}

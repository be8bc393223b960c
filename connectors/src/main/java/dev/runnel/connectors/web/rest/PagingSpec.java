package dev.runnel.connectors.web.rest;

import dev.runnel.connectors.web.page.Paging;
import dev.runnel.connectors.web.page.Paging.By;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The options of {@code pagination}. */
final class PagingSpec {
    private static final Option<String> BY = Option.of(
                    "by",
                    Kinds.word("page", "offset", "cursor", "link"),
                    "What names the next page: its number, how many records are before it, a text that the answer says, or an address"
                            + " in the header `Link` or in the answer.")
            .needed();
    private static final Option<String> PARAM =
            Option.of("param", Kinds.string(), "The parameter that has it; `page`, `offset` and `cursor` unless told.");
    private static final Option<Long> FROM = Option.of(
            "from", Kinds.whole(0, Long.MAX_VALUE / 2), "The number of the first page (1) or the first offset (0).");
    private static final Option<String> SIZE_PARAM =
            Option.of("size_param", Kinds.string(), "The parameter that says how many records a page is to have.");
    private static final Option<Integer> SIZE = Option.of(
            "size",
            Kinds.integer(1, 1_000_000),
            "How many records a page has; one with fewer is the last. Without it the first empty one is.");
    private static final Option<String> NEXT =
            Option.of("next", Kinds.string(), "Where the answer says the next cursor or address, `meta.next`.");
    private static final Option<Integer> MAX_PAGES = Option.of(
                    "max_pages",
                    Kinds.integer(1, 10_000_000),
                    "The most pages of a round; what is behind them is not read.")
            .or(10_000);

    static final List<Option<?>> OPTIONS = List.of(BY, PARAM, FROM, SIZE_PARAM, SIZE, NEXT, MAX_PAGES);

    private PagingSpec() {}

    static void check(Settings settings, Diagnostics out) {
        By by = by(settings);
        if (by == By.CURSOR && settings.find(NEXT).isEmpty()) {
            out.error(
                    Code.MISSING_KEY,
                    settings.at(),
                    "nothing says where an answer has the next cursor",
                    "add 'next: meta.next_cursor', the names from the outside in");
        }
        if (settings.find(NEXT).isPresent() && (by == By.PAGE || by == By.OFFSET)) {
            needless(settings, NEXT, by, out);
        }
        if (settings.find(FROM).isPresent() && by != By.PAGE && by != By.OFFSET) {
            needless(settings, FROM, by, out);
        }
        if (settings.find(PARAM).isPresent() && by == By.LINK) {
            needless(settings, PARAM, by, out);
        }
        if (settings.find(SIZE_PARAM).isPresent() && settings.find(SIZE).isEmpty()) {
            out.error(
                    Code.MISSING_KEY,
                    settings.at(SIZE_PARAM),
                    "nothing says how many records a page is to have",
                    "add 'size: 100'");
        }
    }

    private static void needless(Settings settings, Option<?> option, By by, Diagnostics out) {
        out.error(
                Code.CONFLICT,
                settings.at(option),
                "'" + option.name() + "' says nothing where pages go by "
                        + by.name().toLowerCase(Locale.ROOT),
                "take it away");
    }

    private static By by(Settings settings) {
        return By.valueOf(settings.find(BY).orElse("page").toUpperCase(Locale.ROOT));
    }

    static Paging of(Settings settings) {
        By by = by(settings);
        return new Paging(
                by,
                settings.find(PARAM).orElse(by.name().toLowerCase(Locale.ROOT)),
                settings.find(FROM).orElse(by == By.PAGE ? 1L : 0L),
                settings.find(SIZE_PARAM).orElse(null),
                settings.find(SIZE).orElse(0),
                settings.find(NEXT).map(PagingSpec::path).orElse(null),
                settings.get(MAX_PAGES));
    }

    /** Names from the outside in. */
    static ArrayList<String> path(String dotted) {
        return new ArrayList<>(List.of(dotted.split("\\.")));
    }
}

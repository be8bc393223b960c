package dev.runnel.connectors.web.page;

import java.io.Serializable;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How an API gives its records in pages.
 *
 * @param param which parameter names the page
 * @param from the first page's number or offset
 * @param sizeParam which parameter says how many records a page has; null for none
 * @param size how many; 0 where nobody knows
 * @param next where an answer says the next page: names from the outside in; null where it does not
 * @param mostPages of one round
 */
public record Paging(
        By by,
        String param,
        long from,
        @Nullable String sizeParam,
        int size,
        @Nullable ArrayList<String> next,
        int mostPages)
        implements Serializable {

    /** What names the next page. */
    public enum By {
        /** All is one answer. */
        NOTHING,
        PAGE,
        OFFSET,
        CURSOR,
        /** An address, in the header {@code Link} (RFC 8288) or in the answer. */
        LINK
    }

    /** All in one answer. */
    public static Paging none() {
        return new Paging(By.NOTHING, "", 0, null, 0, null, 1);
    }
}

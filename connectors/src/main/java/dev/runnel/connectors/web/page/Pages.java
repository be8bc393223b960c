package dev.runnel.connectors.web.page;

import dev.runnel.connectors.web.request.Answer;
import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes from page to page. A place is a text: a number, a cursor, an address; null for the first page. Immutable and thread
 * safe.
 */
public record Pages(WebAddress address, Paging paging) {

    /** That what an answer says of the next page cannot be followed; the message says what to do. */
    public static final class LostException extends Exception {
        private static final long serialVersionUID = 1;

        LostException(String message) {
            super(message);
        }
    }

    /** The parameters that name the page at a place, beside all others. */
    public List<Part> parameters(@Nullable String place) {
        List<Part> parts = new ArrayList<>();
        switch (paging.by()) {
            case PAGE, OFFSET ->
                parts.add(Part.of(paging.param(), place == null ? String.valueOf(paging.from()) : place));
            case CURSOR -> {
                if (place != null) {
                    parts.add(Part.of(paging.param(), place));
                }
            }
            case LINK, NOTHING -> {
                // An address has its own.
            }
        }
        if (paging.sizeParam() != null && paging.size() > 0) {
            parts.add(Part.of(paging.sizeParam(), String.valueOf(paging.size())));
        }
        return parts;
    }

    /** The address of the page at a place, where that is one itself, with all its parameters. */
    public Optional<URI> target(@Nullable String place) {
        return paging.by() == Paging.By.LINK && place != null ? Optional.of(URI.create(place)) : Optional.empty();
    }

    /**
     * The place of the next page.
     *
     * @param count records of this one
     * @param done pages of this round, this one included
     * @return empty behind the last
     */
    public Optional<String> next(@Nullable String place, Answer answer, int count, int done) throws LostException {
        if (done >= paging.mostPages()) {
            return Optional.empty();
        }
        boolean isLast = count == 0 || paging.size() > 0 && count < paging.size();
        return switch (paging.by()) {
            case NOTHING -> Optional.empty();
            case PAGE -> isLast ? Optional.empty() : Optional.of(String.valueOf(number(place) + 1));
            case OFFSET -> isLast ? Optional.empty() : Optional.of(String.valueOf(number(place) + count));
            case CURSOR -> other(place, said(answer).filter(cursor -> !cursor.equals("false")));
            case LINK -> link(place, answer);
        };
    }

    private long number(@Nullable String place) {
        return place == null ? paging.from() : Long.parseLong(place);
    }

    private Optional<String> said(Answer answer) {
        List<String> path = paging.next();
        return path == null ? Optional.empty() : Page.text(answer.body(), path).filter(text -> !text.isBlank());
    }

    private Optional<String> link(@Nullable String place, Answer answer) throws LostException {
        Optional<String> found =
                paging.next() == null ? Links.next(answer.headers().allValues("Link")) : said(answer);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        URI next;
        try {
            next = answer.uri().resolve(found.get());
        } catch (IllegalArgumentException e) {
            throw new LostException("the answer's next page is no address; look at `pagination`");
        }
        if (!address.isSameOrigin(next)) {
            throw new LostException("the answer's next page is on another server, " + WebAddress.origin(next)
                    + ", which is not told the credentials; if that is right, name it in `url`");
        }
        return other(place, Optional.of(next.toString()));
    }

    /** A server that names the same page again would be asked for ever. */
    private static Optional<String> other(@Nullable String place, Optional<String> next) throws LostException {
        if (next.isPresent() && next.get().equals(place)) {
            throw new LostException("the answer names the same page as its next; look at `pagination`");
        }
        return next;
    }
}

package dev.runnel.connectors.web.rest;

import dev.runnel.connectors.web.page.Page;
import java.io.Serializable;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a round asks for only as far as it came since the round before. Immutable.
 *
 * @param param which parameter says since when
 * @param field of records whose largest value is sent; null where the answer says it
 * @param token of answers that is sent the next time; null where a field says it
 * @param start what the first round sends; null for nothing
 */
record Increment(
        String param, @Nullable ArrayList<String> field, @Nullable ArrayList<String> token, @Nullable String start)
        implements Serializable {
    private static final int LONGEST = 4096;
    private static final int MOST_DIGESTS = 200;
    private static final int DIGEST_BYTES = 12;

    /**
     * How far the records are known.
     *
     * @param value the largest that was seen, or the last token; null before any
     * @param digests of the records that have it: most APIs answer them again to who asks since then. Beyond some hundreds
     *     no more are kept
     */
    record Mark(@Nullable String value, List<String> digests) implements Serializable {
        static final Mark NONE = new Mark(null, List.of());
    }

    /** What is sent, with what the rounds before came to. */
    Optional<String> sent(Mark before) {
        return Optional.ofNullable(before.value()).or(() -> Optional.ofNullable(start));
    }

    /** Behind an answer. */
    Mark behindAnswer(byte[] body, Mark mark) {
        List<String> path = token;
        return path == null
                ? mark
                : Page.text(body, path)
                        .filter(text -> text.length() <= LONGEST)
                        .map(text -> new Mark(text, List.of()))
                        .orElse(mark);
    }

    /** Behind a record. */
    Mark behind(byte[] record, Mark mark) {
        Optional<String> value = value(record);
        if (value.isEmpty()) {
            return mark;
        }
        int order = mark.value() == null ? 1 : compare(value.get(), mark.value());
        if (order > 0) {
            return new Mark(value.get(), List.of(digest(record)));
        }
        if (order < 0 || mark.digests().size() >= MOST_DIGESTS) {
            return mark;
        }
        String digest = digest(record);
        if (mark.digests().contains(digest)) {
            return mark;
        }
        List<String> more = new ArrayList<>(mark.digests());
        more.add(digest);
        return new Mark(mark.value(), List.copyOf(more));
    }

    /** Whether a record is one of those at the mark, to the byte, so that an earlier round gave it. */
    boolean isRepeat(byte[] record, Mark before) {
        String largest = before.value();
        return largest != null
                && !before.digests().isEmpty()
                && value(record).filter(v -> compare(v, largest) == 0).isPresent()
                && before.digests().contains(digest(record));
    }

    private Optional<String> value(byte[] record) {
        List<String> path = field;
        return path == null
                ? Optional.empty()
                : Page.text(record, path).filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }

    private static int compare(String a, String b) {
        Optional<BigDecimal> x = number(a);
        Optional<BigDecimal> y = number(b);
        if (x.isPresent() && y.isPresent()) {
            return x.get().compareTo(y.get());
        }
        Optional<Instant> s = moment(a);
        Optional<Instant> t = moment(b);
        return s.isPresent() && t.isPresent() ? s.get().compareTo(t.get()) : a.compareTo(b);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String digest(byte[] record) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(record);
            return HexFormat.of().formatHex(Arrays.copyOf(whole, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.runnel.core.contract;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value must satisfy beyond its type. A null value satisfies every constraint: {@code required} is separate. */
public sealed interface Constraint {

    /** The value, written as text, is one of these. */
    record OneOf(List<String> values) implements Constraint {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The number is at least this. */
    record Min(BigDecimal value) implements Constraint {}

    /** The number is at most this. */
    record Max(BigDecimal value) implements Constraint {}

    /** The string has at least so many code points, or the list so many elements. */
    record MinLength(int value) implements Constraint {}

    /** The string has at most so many code points, or the list so many elements. */
    record MaxLength(int value) implements Constraint {}

    /** The whole string matches this regular expression. */
    record Matches(String regex) implements Constraint {
        public Matches {
            Pattern.compile(regex);
        }
    }

    /** The string has a well-known shape. */
    record HasFormat(Format format) implements Constraint {}

    /** Shapes of strings. */
    enum Format {
        /** One {@code @} between a non-empty local part and a domain with a dot (the common core of RFC 5321). */
        EMAIL,
        /** The 8-4-4-4-12 text form of RFC 9562, either case. */
        UUID,
        /** An IPv4 dotted quad or an IPv6 address (RFC 4291), without a zone. */
        IP,
        /** An absolute URI with a scheme (RFC 3986). */
        URI;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Format> of(String id) {
            return Arrays.stream(values()).filter(f -> f.id().equals(id)).findFirst();
        }
    }
}

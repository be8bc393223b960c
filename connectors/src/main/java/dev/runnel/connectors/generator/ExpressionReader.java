package dev.runnel.connectors.generator;

import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.yaml.Node;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words that say how a value is made. */
final class ExpressionReader {
    private static final String RANGE = "two values with '..' between them, the smaller first";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final Pattern SEQUENCE =
            Pattern.compile("sequence(?:\\s+from\\s+(-?\\d{1,18}))?(?:\\s+step\\s+(-?\\d{1,18}))?");
    /** Unscaled, so that no decimal overflows. */
    private static final int MOST_DIGITS = 18;

    private static final List<String> WORDS =
            List.of("sequence", "random", "one", "uuid", "now", "pattern", "constant");

    private static final Map<String, Function<String, Optional<Expression>>> RANDOM = Map.of(
            "int", text -> range(text, Long::valueOf, Expression.RandomInt::new),
            "double",
                    text -> range(text, Double::valueOf, Expression.RandomDouble::new)
                            .filter(e -> Double.isFinite(((Expression.RandomDouble) e).from())
                                    && Double.isFinite(((Expression.RandomDouble) e).to())),
            "decimal", ExpressionReader::decimal,
            "boolean", text -> text.isEmpty() ? Optional.of(new Expression.RandomBoolean()) : Optional.empty(),
            "date",
                    text -> range(
                            text,
                            LocalDate::parse,
                            (a, b) -> new Expression.RandomDate(a.toEpochDay(), b.toEpochDay())),
            "timestamp",
                    text -> range(
                            text,
                            Instant::parse,
                            (a, b) -> new Expression.RandomTimestamp(a.toEpochMilli(), b.toEpochMilli())));

    private final Diagnostics out;

    ExpressionReader(Diagnostics out) {
        this.out = out;
    }

    /** The expression of a scalar, or empty after reporting what is wrong with it. */
    Optional<Expression> read(Node.Scalar scalar) {
        String text = scalar.text().strip();
        String[] words = text.split("\\s+", 2);
        String rest = words.length == 1 ? "" : words[1];
        return switch (scalar.isNull() ? "" : words[0]) {
            case "sequence" -> sequence(scalar, text);
            case "random" -> random(scalar, rest);
            case "one" -> oneOf(scalar, text);
            case "uuid" -> alone(scalar, rest, new Expression.RandomUuid());
            case "now" -> alone(scalar, rest, new Expression.Now());
            case "pattern" ->
                rest.isEmpty()
                        ? wrong(scalar, "a text in which # is a digit, ? a small and ^ a capital letter")
                        : Optional.of(new Expression.Pattern(rest));
            case "constant" -> Optional.of(new Expression.Constant(JsonText.of(rest)));
            default -> Optional.of(constant(scalar, text, words));
        };
    }

    private Optional<Expression> sequence(Node.Scalar scalar, String text) {
        Matcher parts = SEQUENCE.matcher(text);
        return parts.matches()
                ? Optional.of(new Expression.Sequence(number(parts.group(1)), number(parts.group(2))))
                : wrong(scalar, "'sequence', 'sequence from 100' or 'sequence from 0 step 10'");
    }

    private static long number(@Nullable String given) {
        return given == null ? 1 : Long.parseLong(given);
    }

    private Optional<Expression> random(Node.Scalar scalar, String rest) {
        String[] words = rest.split("\\s+", 2);
        Function<String, Optional<Expression>> kind = RANDOM.get(words[0]);
        if (kind == null) {
            out.unknown(
                    Code.WRONG_VALUE,
                    scalar.at(),
                    "kind of random value",
                    words[0],
                    RANDOM.keySet().stream().sorted().toList());
            return Optional.empty();
        }
        Optional<Expression> made = kind.apply(words.length == 1 ? "" : words[1].strip());
        return made.isPresent()
                ? made
                : wrong(
                        scalar,
                        switch (words[0]) {
                            case "boolean" -> "'random boolean' and nothing more";
                            case "date" -> RANGE + ": 'random date 2026-01-01..2026-12-31'";
                            case "timestamp" ->
                                RANGE + ": 'random timestamp 2026-01-01T00:00:00Z..2026-12-31T23:59:59Z'";
                            case "decimal" -> RANGE + ", at most 18 digits: 'random decimal 0.50..99.99'";
                            default -> RANGE + ": 'random " + words[0] + " 1..100'";
                        });
    }

    private Optional<Expression> oneOf(Node.Scalar scalar, String text) {
        Matcher list = Pattern.compile("one\\s+of\\s+(.+)", Pattern.DOTALL).matcher(text);
        if (!list.matches()) {
            return wrong(scalar, "'one of red, green, blue'; a text that begins so is written 'constant one ...'");
        }
        return Optional.of(new Expression.OneOf(Arrays.stream(list.group(1).split(","))
                .map(String::strip)
                .map(ExpressionReader::json)
                .toList()));
    }

    private Optional<Expression> alone(Node.Scalar scalar, String rest, Expression expression) {
        return rest.isEmpty()
                ? Optional.of(expression)
                : wrong(scalar, "that word alone; a text that begins so is written 'constant ...'");
    }

    private Expression constant(Node.Scalar scalar, String text, String[] words) {
        if (scalar.isNull()) {
            return new Expression.Constant("null");
        }
        if (words.length > 1) {
            ClosestName.of(words[0], WORDS)
                    .ifPresent(word -> out.warning(
                            Code.WRONG_VALUE,
                            scalar.at(),
                            "'" + text + "' is taken as a text that every row has",
                            "did you mean '" + word + "'? if not, write 'constant " + text + "'"));
        }
        return new Expression.Constant(scalar.quoted() ? JsonText.of(scalar.text()) : json(text));
    }

    /** As JSON has it: a number, true, false or null is one, anything else text. */
    private static String json(String text) {
        boolean isJson = NUMBER.matcher(text).matches()
                || List.of("true", "false", "null").contains(text);
        return isJson ? text : JsonText.of(text);
    }

    private static <T extends Comparable<? super T>> Optional<Expression> range(
            String text, Function<String, T> parser, BiFunction<T, T, Expression> make) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        try {
            T from = parser.apply(ends[0].strip());
            T to = parser.apply(ends[1].strip());
            return from.compareTo(to) > 0 ? Optional.empty() : Optional.of(make.apply(from, to));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Expression> decimal(String text) {
        return range(text, BigDecimal::new, ExpressionReader::decimal).filter(e -> !(e instanceof Expression.Constant));
    }

    /** A constant where it has too many digits. */
    private static Expression decimal(BigDecimal from, BigDecimal to) {
        int scale = Math.max(0, Math.max(from.scale(), to.scale()));
        boolean fits = scale <= MOST_DIGITS
                && Math.max(from.precision() - from.scale(), to.precision() - to.scale()) + scale <= MOST_DIGITS;
        return fits
                ? new Expression.RandomDecimal(
                        from.setScale(scale).unscaledValue().longValueExact(),
                        to.setScale(scale).unscaledValue().longValueExact(),
                        scale)
                : new Expression.Constant("null");
    }

    private Optional<Expression> wrong(Node.Scalar scalar, String wanted) {
        out.error(Code.WRONG_VALUE, scalar.at(), "'" + scalar.text() + "' does not say " + wanted);
        return Optional.empty();
    }
}

package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Every kind of option value. Long since it is one list: a small factory for each kind, side by side. */
public final class Kinds {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(b|kb|mb|gb)?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Object> REFERENCE =
            Map.of("type", "string", "pattern", "\\$\\{(env|file):[^}]+\\}");

    private Kinds() {}

    /** Any text. */
    public static Kind<String> string() {
        return scalar("string", Map.of("type", List.of("string", "number", "boolean")), Optional::of, "text");
    }

    /** A password, key or token: written out it is a warning, since the file is shared. */
    public static Kind<String> secret() {
        Kind<String> text = string();
        return new Kind<>() {
            @Override
            public Optional<String> read(Node node, Diagnostics out) {
                if (node instanceof Node.Scalar scalar && scalar.literal() && !scalar.isNull()) {
                    out.warning(
                            Code.SECRET,
                            node.at(),
                            "a secret is written out here",
                            "refer to it: ${env:NAME} or ${file:path}");
                }
                return text.read(node, out);
            }

            @Override
            public Map<String, Object> schema() {
                return text.schema();
            }

            @Override
            public String title() {
                return "secret";
            }
        };
    }

    /** An address of a server, {@code http://host:port/path}. */
    public static Kind<java.net.URI> httpUrl() {
        return scalar(
                "address",
                Map.of("type", "string", "pattern", "^https?://"),
                text -> {
                    try {
                        java.net.URI url = java.net.URI.create(text);
                        boolean good =
                                text.matches("https?://.*") && url.getHost() != null && url.getUserInfo() == null;
                        return good ? Optional.of(url) : Optional.empty();
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                },
                "an address such as https://registry.example.com:8081, without a password in it");
    }

    /** A path of the gateway: begins with a slash, without query or spaces. */
    public static Kind<String> urlPath() {
        return scalar(
                "path",
                Map.of("type", "string", "pattern", "^/[^\\s?#]*$"),
                text -> text.matches("/[^\\s?#]*") ? Optional.of(text) : Optional.empty(),
                "a path that begins with '/', such as /collect");
    }

    /** A name that Kafka takes for a topic. */
    public static Kind<String> topic() {
        return scalar(
                "topic",
                Map.of("type", "string", "pattern", "^[A-Za-z0-9._-]{1,249}$"),
                text -> text.matches("[A-Za-z0-9._-]{1,249}") && !text.matches("\\.{1,2}")
                        ? Optional.of(text)
                        : Optional.empty(),
                "a topic: letters, digits, '.', '_' and '-', at most 249");
    }

    /** The name of a pipeline. */
    public static Kind<String> pipelineName() {
        return scalar(
                "name",
                Map.of("type", "string", "pattern", "^[a-z][a-z0-9_-]{0,63}$"),
                text -> text.matches("[a-z][a-z0-9_-]{0,63}") ? Optional.of(text) : Optional.empty(),
                "a name: lower-case letters, digits, '-' and '_', beginning with a letter");
    }

    public static Kind<Boolean> bool() {
        return scalar(
                "boolean",
                Map.of("type", "boolean"),
                text -> text.equals("true") || text.equals("false")
                        ? Optional.of(text.equals("true"))
                        : Optional.empty(),
                "true or false");
    }

    /** A whole number within bounds, both included. */
    public static Kind<Integer> integer(int min, int max) {
        return scalar(
                "integer",
                Map.of("type", "integer", "minimum", min, "maximum", max),
                text -> parseLong(text).filter(n -> n >= min && n <= max).map(Long::intValue),
                "a whole number from " + min + " to " + max);
    }

    /** A whole number within bounds, both included. */
    public static Kind<Long> whole(long min, long max) {
        return scalar(
                "integer",
                Map.of("type", "integer", "minimum", min, "maximum", max),
                text -> parseLong(text).filter(n -> n >= min && n <= max),
                "a whole number from " + min + " to " + max);
    }

    /** Any number, exactly as written. */
    public static Kind<BigDecimal> number() {
        return scalar("number", Map.of("type", "number"), Kinds::parseNumber, "a number");
    }

    /** A regular expression of Java's. */
    public static Kind<String> regex() {
        return scalar(
                "regular expression",
                Map.of("type", "string"),
                Kinds::parseRegex,
                "a regular expression that compiles");
    }

    /** A length of time: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1d}. */
    public static Kind<Duration> duration() {
        return scalar(
                "duration",
                Map.of("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d)$"),
                Kinds::parseDuration,
                "a time such as 500ms, 5s, 10m, 2h or 1d");
    }

    /** A moment: RFC 3339 text. */
    public static Kind<Instant> instant() {
        return scalar(
                "time",
                Map.of("type", "string", "format", "date-time"),
                Kinds::parseInstant,
                "a time such as 2026-11-20T10:00:00Z");
    }

    /** A number of bytes: {@code 64mb}, {@code 1gb}; kb is 1024 bytes. */
    public static Kind<Long> size() {
        return scalar(
                "size",
                Map.of("type", List.of("string", "integer"), "pattern", "^[0-9]+(b|kb|mb|gb|B|KB|MB|GB)?$"),
                Kinds::parseSize,
                "a size such as 512kb, 64mb or 1gb");
    }

    /** One of a closed list of words. */
    public static Kind<String> word(String... words) {
        List<String> valid = List.of(words);
        return new Kind<>() {
            @Override
            public Optional<String> read(Node node, Diagnostics out) {
                if (node instanceof Node.Scalar scalar && valid.contains(scalar.text())) {
                    return Optional.of(scalar.text());
                }
                if (node instanceof Node.Scalar scalar) {
                    out.unknown(Code.WRONG_VALUE, node.at(), "value", scalar.text(), valid);
                } else {
                    wrongShape(node, "one of " + String.join(", ", valid), out);
                }
                return Optional.empty();
            }

            @Override
            public Map<String, Object> schema() {
                return orReference(Map.of("enum", valid));
            }

            @Override
            public String title() {
                return String.join(" \\| ", valid);
            }
        };
    }

    /** A list, or a single item without the brackets. */
    public static <T> Kind<List<T>> oneOrMore(Kind<T> item) {
        return new Kind<>() {
            @Override
            public Optional<List<T>> read(Node node, Diagnostics out) {
                List<Node> nodes = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
                List<T> values = new ArrayList<>();
                for (Node each : nodes) {
                    item.read(each, out).ifPresent(values::add);
                }
                return values.size() == nodes.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("anyOf", List.of(item.schema(), Map.of("type", "array", "items", item.schema())));
            }

            @Override
            public String title() {
                return item.title() + ", or a list of them";
            }
        };
    }

    /** A mapping with declared options. */
    public static Kind<Settings> record(List<Option<?>> options) {
        return new RecordKind(options);
    }

    /** Reports that a node has the wrong shape. */
    public static void wrongShape(Node node, String wanted, Diagnostics out) {
        out.error(Code.WRONG_SHAPE, node.at(), "expected " + wanted + ", found " + node.shape());
    }

    private static <T> Kind<T> scalar(
            String title, Map<String, Object> schema, Function<String, Optional<T>> parser, String wanted) {
        return new Kind<>() {
            @Override
            public Optional<T> read(Node node, Diagnostics out) {
                if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
                    wrongShape(node, wanted, out);
                    return Optional.empty();
                }
                Optional<T> value = parser.apply(scalar.text());
                if (value.isEmpty()) {
                    out.error(Code.WRONG_VALUE, node.at(), "'" + scalar.text() + "' is not " + wanted);
                }
                return value;
            }

            @Override
            public Map<String, Object> schema() {
                return orReference(schema);
            }

            @Override
            public String title() {
                return title;
            }
        };
    }

    /** An editor sees the file before variables are put in. */
    private static Map<String, Object> orReference(Map<String, Object> schema) {
        boolean takesText =
                schema.size() == 1 && String.valueOf(schema.get("type")).contains("string");
        return takesText ? schema : Map.of("anyOf", List.of(schema, REFERENCE));
    }

    private static Optional<BigDecimal> parseNumber(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> parseRegex(String text) {
        try {
            Pattern.compile(text);
            return Optional.of(text);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> parseInstant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> parseLong(String text) {
        try {
            return Optional.of(Long.parseLong(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The time that {@code 500ms}, {@code 5s}, {@code 10m}, {@code 2h} or {@code 1d} names. */
    public static Optional<Duration> parseDuration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long n = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(n);
                    case "s" -> Duration.ofSeconds(n);
                    case "m" -> Duration.ofMinutes(n);
                    case "h" -> Duration.ofHours(n);
                    default -> Duration.ofDays(n);
                });
    }

    private static Optional<Long> parseSize(String text) {
        Matcher m = SIZE.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long n = Long.parseLong(m.group(1));
        String unit = m.group(2) == null ? "b" : m.group(2).toLowerCase(java.util.Locale.ROOT);
        return Optional.of(
                switch (unit) {
                    case "kb" -> n << 10;
                    case "mb" -> n << 20;
                    case "gb" -> n << 30;
                    default -> n;
                });
    }
}

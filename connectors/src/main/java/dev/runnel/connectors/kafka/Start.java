package dev.runnel.connectors.kafka;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Where in a topic to begin. */
sealed interface Start {
    /** At the first record there is. */
    record Earliest() implements Start {
        @Override
        public String toString() {
            return "earliest";
        }
    }

    /** Behind the last record there is. */
    record Latest() implements Start {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /** At the first record of that time or later, by Kafka's timestamps. */
    record At(Instant time) implements Start {
        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** How it is written. */
    static Kind<Start> kind() {
        return new Kind<>() {
            @Override
            public Optional<Start> read(Node node, Diagnostics out) {
                if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
                    Kinds.wrongShape(node, title(), out);
                    return Optional.empty();
                }
                Optional<Start> start = parse(scalar.text().strip());
                if (start.isEmpty()) {
                    out.error(
                            Code.WRONG_VALUE,
                            node.at(),
                            "'" + scalar.text() + "' is no place to begin at",
                            "write 'earliest', 'latest' or a time such as 2026-11-20T10:00:00Z");
                }
                return start;
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("type", "string");
            }

            @Override
            public String title() {
                return "earliest, latest or a time";
            }
        };
    }

    private static Optional<Start> parse(String text) {
        if (text.equals("earliest")) {
            return Optional.of(new Earliest());
        }
        if (text.equals("latest")) {
            return Optional.of(new Latest());
        }
        try {
            return Optional.of(new At(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

package dev.runnel.connectors.mqtt;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which topics are meant: levels between slashes, {@code +} for any one of them, {@code #} at the end for any that follow
 * (OASIS MQTT 5.0, section 4.7). Immutable.
 */
record TopicFilter(String text, List<String> levels) {
    private static final String ONE = "+";
    private static final String REST = "#";
    private static final int MOST_BYTES = 65_535;

    static TopicFilter of(String text) {
        return new TopicFilter(text, List.of(text.split("/", -1)));
    }

    /** What is wrong with it and what to do; empty where nothing is. */
    static Optional<String> mistake(String text) {
        List<String> levels = of(text).levels();
        if (text.isEmpty() || text.indexOf('\0') >= 0 || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("a topic has 1 to 65535 bytes, and no byte 0");
        }
        if (text.startsWith("$share/")) {
            return Optional.of("of a shared subscription a stream would get a part of the messages only: name the topic"
                    + " without '$share/...'");
        }
        boolean inside = levels.stream()
                .anyMatch(l -> !l.equals(ONE) && !l.equals(REST) && (l.contains(ONE) || l.contains(REST)));
        if (inside) {
            return Optional.of("'+' and '#' stand for whole levels: sensors/+/temperature, sensors/#");
        }
        return levels.subList(0, levels.size() - 1).contains(REST)
                ? Optional.of("'#' stands at the end only; for one level in the middle write '+'")
                : Optional.empty();
    }

    /** Whether a topic, which has no wildcards, is meant. */
    boolean matches(String topic) {
        return overlaps(of(topic));
    }

    /** Whether there is a topic that both mean. */
    boolean overlaps(TopicFilter other) {
        if (isOwn() != other.isOwn() && (isWild() || other.isWild())) {
            return false; // a wildcard at the beginning does not mean what is the broker's own
        }
        return overlap(levels, other.levels);
    }

    private boolean isOwn() {
        return text.startsWith("$");
    }

    private boolean isWild() {
        return levels.get(0).equals(ONE) || levels.get(0).equals(REST);
    }

    private static boolean overlap(List<String> a, List<String> b) {
        for (int i = 0; ; i++) {
            String one = i < a.size() ? a.get(i) : "";
            String two = i < b.size() ? b.get(i) : "";
            if (i < a.size() && one.equals(REST) || i < b.size() && two.equals(REST)) {
                return true; // '#' means the level before it as well
            }
            if (i == a.size() || i == b.size()) {
                return a.size() == b.size();
            }
            if (!one.equals(ONE) && !two.equals(ONE) && !one.equals(two)) {
                return false;
            }
        }
    }

    /** How it is written. */
    static Kind<TopicFilter> kind() {
        return new Kind<>() {
            @Override
            public Optional<TopicFilter> read(Node node, Diagnostics out) {
                if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
                    Kinds.wrongShape(node, "a topic", out);
                    return Optional.empty();
                }
                Optional<String> mistake = mistake(scalar.text());
                mistake.ifPresent(what -> out.error(
                        Code.WRONG_VALUE, node.at(), "'" + scalar.text() + "' is no topic to subscribe to", what));
                return mistake.isEmpty() ? Optional.of(of(scalar.text())) : Optional.empty();
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("type", "string", "minLength", 1);
            }

            @Override
            public String title() {
                return "topic";
            }
        };
    }

    @Override
    public String toString() {
        return text;
    }
}

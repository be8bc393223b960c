package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many invalid records stop a stream.
 *
 * @param invalid at least 1
 * @param of among so many of its last records; at least {@code invalid}, at most {@value #MOST}
 */
public record StopAfter(int invalid, int of) {
    static final int MOST = 1_000_000;

    private static final Pattern FORM = Pattern.compile("(\\d{1,7}) of (\\d{1,7})");

    /** As it is written in YAML, {@code 25 of 30}. */
    @Override
    public String toString() {
        return invalid + " of " + of;
    }

    /** A stream's last records, of which none is known. */
    public Window window() {
        return new Window(this);
    }

    /** The outcomes of a stream's last records. Not thread safe. */
    public static final class Window {
        private final StopAfter rule;
        private final BitSet outcomes = new BitSet();
        private int next;
        private int invalid;

        private Window(StopAfter rule) {
            this.rule = rule;
        }

        /** Takes the next record in; says whether there are now as many invalid ones as stop the stream. */
        public boolean add(boolean isInvalid) {
            invalid += (isInvalid ? 1 : 0) - (outcomes.get(next) ? 1 : 0);
            outcomes.set(next, isInvalid);
            next = (next + 1) % rule.of;
            return invalid >= rule.invalid;
        }
    }

    static Kind<StopAfter> kind() {
        return new Kind<>() {
            @Override
            public Optional<StopAfter> read(Node node, Diagnostics out) {
                if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
                    Kinds.wrongShape(node, title(), out);
                    return Optional.empty();
                }
                Matcher given = FORM.matcher(scalar.text().strip());
                Optional<StopAfter> read = given.matches()
                        ? Optional.of(new StopAfter(Integer.parseInt(given.group(1)), Integer.parseInt(given.group(2))))
                                .filter(s -> s.invalid >= 1 && s.of >= s.invalid && s.of <= MOST)
                        : Optional.empty();
                if (read.isEmpty()) {
                    out.error(
                            Code.WRONG_VALUE,
                            node.at(),
                            "'" + scalar.text() + "' does not say after how many of how many records to stop",
                            "write it as '25 of 30': at least 1 of at most " + MOST);
                }
                return read;
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("type", "string", "pattern", "^\\s*[0-9]+ of [0-9]+\\s*$");
            }

            @Override
            public String title() {
                return "a number of a number, such as '25 of 30'";
            }
        };
    }
}

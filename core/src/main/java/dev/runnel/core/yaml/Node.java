package dev.runnel.core.yaml;

import dev.runnel.core.diagnostic.Location;
import java.util.List;
import java.util.Optional;

/** A piece of a YAML (or JSON) file that remembers where it stands. Immutable. */
public sealed interface Node {
    Location at();

    /** What it is, for messages: {@code a mapping}. */
    String shape();

    /**
     * A single value.
     *
     * @param text the text with its variables put in
     * @param quoted whether it was written in quotes or as a block: then it is a string, whatever it looks like
     * @param literal whether nothing was put in from a variable
     */
    record Scalar(String text, boolean quoted, boolean literal, Location at) implements Node {
        @Override
        public String shape() {
            return isNull() ? "nothing" : "'" + text + "'";
        }

        /** Whether it is written as nothing at all, {@code ~} or {@code null}. */
        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** Whether it is nothing because the variables in it are empty, {@code ${env:NAME:-}}: an option is not set then. */
    static boolean isLeftOpen(Node node) {
        return node instanceof Scalar scalar && scalar.text().isEmpty() && !scalar.literal();
    }

    /** Keys in the order written; none stands twice. */
    record Mapping(List<Entry> entries, Location at) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String shape() {
            return "a mapping";
        }

        public Optional<Node> find(String key) {
            return entries.stream()
                    .filter(e -> e.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** A key with its own place. */
    record Entry(String key, Location keyAt, Node value) {}

    record Sequence(List<Node> items, Location at) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shape() {
            return "a list";
        }
    }
}

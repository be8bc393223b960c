package dev.runnel.core.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a YAML file, in which places are replaced while all else stays as it is. Not thread safe. */
final class YamlText {
    private final String text;
    private final Node root;
    private final TreeSet<Edit> edits =
            new TreeSet<>(Comparator.comparingInt(Edit::from).thenComparing(Edit::put));

    /** Replaces {@code text[from,to)}. */
    private record Edit(int from, int to, String put) {}

    /**
     * A node and where it stands.
     *
     * @param column of the key that it is the value of, 0-based
     * @param flow whether it stands between brackets
     */
    record Place(Node node, int column, boolean flow) {}

    YamlText(String text) {
        this.text = text;
        this.root = new Compose(
                        LoadSettings.builder().setAllowDuplicateKeys(true).build())
                .composeString(text)
                .orElseThrow();
    }

    /** The value that begins at a line and column, or whose key does; both 1-based. */
    Optional<Place> at(int line, int column) {
        return find(root, 0, false, line, column);
    }

    private static Optional<Place> find(Node node, int column, boolean flow, int line, int wanted) {
        if (isAt(node, line, wanted) && !(node instanceof MappingNode)) {
            return Optional.of(new Place(node, column, flow));
        }
        boolean inside = flow || node instanceof CollectionNode<?> c && c.getFlowStyle() == FlowStyle.FLOW;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                int key = start(tuple.getKeyNode()).getColumn();
                Optional<Place> found = isAt(tuple.getKeyNode(), line, wanted)
                        ? Optional.of(new Place(tuple.getValueNode(), key, inside))
                        : find(tuple.getValueNode(), key, inside, line, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                Optional<Place> found = find(item, column, inside, line, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The value of a key in a mapping. */
    static Optional<Place> value(Place mapping, String key) {
        boolean flow = mapping.flow() || isFlow(mapping.node());
        return mapping.node() instanceof MappingNode m
                ? m.getValue().stream()
                        .filter(t -> t.getKeyNode() instanceof org.snakeyaml.engine.v2.nodes.ScalarNode s
                                && s.getValue().equals(key))
                        .map(t -> new Place(
                                t.getValueNode(), start(t.getKeyNode()).getColumn(), flow))
                        .findFirst()
                : Optional.empty();
    }

    static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> c && c.getFlowStyle() == FlowStyle.FLOW;
    }

    private static boolean isAt(Node node, int line, int column) {
        Mark at = start(node);
        return at.getLine() + 1 == line && at.getColumn() + 1 == column;
    }

    static Mark start(Node node) {
        return node.getStartMark().orElseThrow();
    }

    int begin(Node node) {
        return text.offsetByCodePoints(0, start(node).getIndex());
    }

    /** Where its last character has been; comments that follow are not part of it. */
    int end(Node node) {
        if (node instanceof CollectionNode<?> collection
                && !isFlow(node)
                && !collection.getValue().isEmpty()) {
            List<?> items = collection.getValue();
            Object last = items.get(items.size() - 1);
            return end(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
        }
        int end = text.offsetByCodePoints(0, node.getEndMark().orElseThrow().getIndex());
        while (end > begin(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    String source(Node node) {
        return text.substring(begin(node), end(node));
    }

    void replace(Node node, String with) {
        edits.add(new Edit(begin(node), end(node), with));
    }

    /** Adds lines below the line on which a node ends. */
    void addBelow(Node node, String lines) {
        int at = text.indexOf('\n', end(node));
        edits.add(new Edit(at < 0 ? text.length() : at, at < 0 ? text.length() : at, lines));
    }

    /** Removes the lines on which a node stands. */
    void removeLines(Node node) {
        int from = text.lastIndexOf('\n', begin(node)) + 1;
        int to = text.indexOf('\n', end(node));
        edits.add(new Edit(from, to < 0 ? text.length() : to + 1, ""));
    }

    /** The text with all that was replaced. */
    String edited() {
        StringBuilder edited = new StringBuilder(text);
        edits.descendingSet().forEach(e -> edited.replace(e.from(), e.to(), e.put()));
        return edited.toString();
    }
}

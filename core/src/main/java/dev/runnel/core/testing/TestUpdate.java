package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Rewrites expectations that do not hold to what came: rows that hold, the columns chosen, comments and everything else
 * stay as they are.
 */
public final class TestUpdate {
    private static final int LONGEST_LINE = 110;

    private final YamlText text;

    private TestUpdate(YamlText text) {
        this.text = text;
    }

    /**
     * Rewrites the files of the tests that do not hold.
     *
     * @return the files that were changed
     */
    public static List<Path> of(List<Verdict> verdicts) throws IOException {
        Map<Path, List<Verdict>> byFile = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.comparisons().stream().anyMatch(c -> !c.holds())) {
                byFile.computeIfAbsent(verdict.test().at().file(), f -> new ArrayList<>())
                        .add(verdict);
            }
        }
        for (Map.Entry<Path, List<Verdict>> file : byFile.entrySet()) {
            YamlText text = new YamlText(Files.readString(file.getKey()));
            file.getValue().forEach(new TestUpdate(text)::correct);
            Files.writeString(file.getKey(), text.edited());
        }
        return List.copyOf(byFile.keySet());
    }

    private void correct(Verdict verdict) {
        verdict.comparisons().stream()
                .filter(c -> !c.holds())
                .forEach(c ->
                        correct(c, c.expectation().at().equals(verdict.test().at())));
    }

    /** @param implied whether the test does not write the expectation: that there are no invalid records */
    private void correct(Comparison comparison, boolean implied) {
        Location at = comparison.expectation().at();
        Optional<YamlText.Place> place = text.at(at.line(), at.column());
        if (place.isEmpty()) {
            return; // what is not found stays as it is
        }
        List<@Nullable String> rows = comparison.corrected();
        Node node = place.get().node();
        if (node instanceof SequenceNode list
                && !YamlText.isFlow(list)
                && !list.getValue().isEmpty()) {
            lines(list, rows);
        } else if (implied) {
            section(place.get(), comparison.expectation().of(), rows);
        } else {
            whole(place.get(), rows);
        }
    }

    /** A list with a line for each row. */
    private void lines(SequenceNode list, List<@Nullable String> rows) {
        List<Node> items = list.getValue();
        if (rows.stream().allMatch(""::equals)) {
            text.replace(list, "[]");
            return;
        }
        StringBuilder added = new StringBuilder();
        String dash = "\n" + " ".repeat(YamlText.start(list).getColumn()) + "- ";
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (row == null) {
                continue;
            }
            if (i >= items.size()) {
                added.append(dash).append(row);
            } else if (row.isEmpty()) {
                text.removeLines(items.get(i));
            } else {
                text.replace(items.get(i), row);
            }
        }
        if (!added.isEmpty()) {
            text.addBelow(items.get(items.size() - 1), added.toString());
        }
    }

    /** A list on one line, or nothing yet. */
    private void whole(YamlText.Place place, List<@Nullable String> rows) {
        List<Node> items = place.node() instanceof SequenceNode list ? list.getValue() : List.of();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            String kept = row == null ? text.source(items.get(i)) : row;
            if (!kept.isEmpty()) {
                written.add(kept);
            }
        }
        String line = "[" + String.join(", ", written) + "]";
        boolean fits = written.size() <= 1 && place.column() + line.length() <= LONGEST_LINE;
        boolean empty = text.source(place.node()).isEmpty();
        if (place.flow() || fits && !empty) {
            text.replace(place.node(), (empty ? " " : "") + line);
        } else {
            text.replace(
                    place.node(), written.isEmpty() ? (empty ? " " : "") + "[]" : block(place.column() + 2, written));
        }
    }

    /** Invalid records of a stream of which the test says nothing. */
    private void section(YamlText.Place test, String stream, List<@Nullable String> rows) {
        if (test.flow() || YamlText.isFlow(test.node())) {
            return;
        }
        List<String> written =
                rows.stream().filter(r -> r != null).map(String::valueOf).toList();
        int indent = YamlText.start(test.node()).getColumn();
        Optional<YamlText.Place> section = YamlText.value(test, "invalid");
        if (section.isEmpty()) {
            text.addBelow(
                    test.node(),
                    "\n" + " ".repeat(indent) + "invalid:\n" + " ".repeat(indent + 2) + stream + ":"
                            + block(indent + 4, written));
        } else if (!YamlText.isFlow(section.get().node())) {
            int inner = YamlText.start(section.get().node()).getColumn();
            text.addBelow(section.get().node(), "\n" + " ".repeat(inner) + stream + ":" + block(inner + 2, written));
        }
    }

    private static String block(int indent, List<String> rows) {
        StringBuilder block = new StringBuilder();
        rows.forEach(row ->
                block.append('\n').append(" ".repeat(indent)).append("- ").append(row));
        return block.toString();
    }
}

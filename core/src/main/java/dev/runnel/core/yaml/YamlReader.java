package dev.runnel.core.yaml;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2 (and so JSON) into {@link Node}s that keep file, line and column. Not thread safe. */
public final class YamlReader {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 100;
    /** An alias stands for all that its anchor holds, so a short file can mean a very long one. */
    private static final int MAX_VALUES = 100_000;

    private final Path file;
    private final Variables variables;
    private final Diagnostics out;
    private int values;

    private YamlReader(Path file, Map<String, String> environment, Diagnostics out) {
        this.file = file;
        this.variables = new Variables(Optional.ofNullable(file.getParent()).orElse(Path.of("")), environment);
        this.out = out;
    }

    /**
     * Reads one file with one document.
     *
     * @param environment the variables that {@code ${env:NAME}} may name
     * @return the root, or empty after reporting why there is none
     */
    public static Optional<Node> read(Path file, Map<String, String> environment, Diagnostics out) {
        return new YamlReader(file, environment, out).read();
    }

    private Optional<Node> read() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                out.error(Code.SYNTAX, Location.of(file), "the file is larger than 4 MiB");
                return Optional.empty();
            }
            return parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            out.error(Code.SYNTAX, Location.of(file), "the file is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            out.error(Code.FILE_MISSING, Location.of(file), "the file cannot be read", "is the path right?");
        }
        return Optional.empty();
    }

    private Optional<Node> parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true) // reported below, all of them, with their places
                .setMaxAliasesForCollections(50)
                .setLabel(file.toString())
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(root -> convert(root, "", 0))
                    .or(() -> {
                        out.error(Code.SYNTAX, Location.of(file), "the file is empty");
                        return Optional.empty();
                    });
        } catch (MarkedYamlEngineException e) {
            Location at = e.getProblemMark().map(mark -> at(mark, "")).orElse(Location.of(file));
            out.error(Code.SYNTAX, at, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            out.error(Code.SYNTAX, Location.of(file), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, String pointer, int depth) {
        Location at = node.getStartMark().map(mark -> at(mark, pointer)).orElse(Location.of(file));
        if (isTooMuch(at, depth)) {
            return new Node.Scalar("", false, true, at);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, at, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
                items.add(convert(item, pointer + "[" + items.size() + "]", depth + 1));
            }
            return new Node.Sequence(items, at);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
        boolean refers = variables.occurIn(scalar.getValue());
        String text = refers ? variables.resolve(scalar.getValue(), at, out) : scalar.getValue();
        return new Node.Scalar(text, quoted, !refers, at);
    }

    /** Reports it once; what follows is passed over, since an alias may stand for very much. */
    private boolean isTooMuch(Location at, int depth) {
        values++;
        if (values < MAX_VALUES && depth <= MAX_DEPTH) {
            return false;
        }
        if (values <= MAX_VALUES) {
            String what = depth > MAX_DEPTH
                    ? "nested deeper than " + MAX_DEPTH + " levels"
                    : "more than " + MAX_VALUES + " values, those of aliases included";
            out.error(Code.SYNTAX, at, what);
            values = MAX_VALUES;
        }
        return true;
    }

    private Node mapping(MappingNode mapping, Location at, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Location keyAt = tuple.getKeyNode()
                    .getStartMark()
                    .map(mark -> at(mark, at.pointer()))
                    .orElse(at);
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                out.error(Code.WRONG_SHAPE, keyAt, "a key must be a plain word");
                continue;
            }
            String key = keyNode.getValue();
            if (!seen.add(key)) {
                out.error(Code.DUPLICATE_KEY, keyAt, "'" + key + "' stands twice", "remove one of them");
                continue;
            }
            String pointer = at.pointer().isEmpty() ? key : at.pointer() + "." + key;
            Location place = new Location(file, keyAt.line(), keyAt.column(), pointer);
            entries.add(new Node.Entry(key, place, convert(tuple.getValueNode(), pointer, depth + 1)));
        }
        return new Node.Mapping(entries, at);
    }

    private Location at(Mark mark, String pointer) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1, pointer);
    }
}

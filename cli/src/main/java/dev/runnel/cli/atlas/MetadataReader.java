package dev.runnel.cli.atlas;

import dev.runnel.cli.atlas.Group.Dataset;
import dev.runnel.cli.atlas.Group.Feature;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Atlas metadata, and says every mistake with its place. Not thread safe. */
final class MetadataReader {
    private static final String TABLE = "[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*";

    private static final String TOPIC = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

    private final Diagnostics out;

    private MetadataReader(Diagnostics out) {
        this.out = out;
    }

    /** The groups of a file; none where there was a mistake. */
    static List<Group> read(Path file, String text, Diagnostics out) {
        Optional<Node> root = JsonNodes.read(file, text, out);
        if (root.isEmpty()) {
            return List.of();
        }
        MetadataSchema.check(text, root.get(), out);
        if (out.hasErrors()) {
            return List.of();
        }
        MetadataReader reader = new MetadataReader(out);
        List<Node> groups = root.get() instanceof Node.Sequence list ? list.items() : List.of(root.get());
        List<Group> read = new ArrayList<>();
        for (Node each : groups) {
            reader.group((Node.Mapping) each).ifPresent(read::add);
        }
        reader.noneTwice(groups, "ocs_group_name");
        return out.hasErrors() ? List.of() : read;
    }

    private Optional<Group> group(Node.Mapping group) {
        String name = Words.name(text(group, "ocs_group_name"));
        String kind = text(group, "source_type");
        Node.Mapping config = (Node.Mapping) group.find("source_config").orElseThrow();
        List<Node> datasets = ((Node.Sequence) group.find("dataset_config").orElseThrow()).items();
        SourceOptions options =
                switch (kind) {
                    case "fs" -> new FileOptions(config);
                    case "rdbms" -> new DatabaseOptions(config, name);
                    default -> streaming(group, config, datasets);
                };
        options.known(out);
        List<Dataset> streams = new ArrayList<>();
        for (Node each : datasets) {
            streams.add(dataset((Node.Mapping) each, options));
        }
        noneTwice(
                datasets.stream()
                        .map(d -> ((Node.Mapping) d).find("source").orElseThrow())
                        .toList(),
                "name");
        return Optional.of(new Group(name, streams));
    }

    private SourceOptions streaming(Node.Mapping group, Node.Mapping config, List<Node> datasets) {
        String name = text(group, "ocs_group_name");
        if (!name.matches(TOPIC)) {
            out.error(
                    Code.BAD_NAME,
                    group.find("ocs_group_name").orElseThrow().at(),
                    "'" + name + "' cannot be a topic's name",
                    "use letters, digits, '.', '_' and '-'");
        }
        if (datasets.size() > 1) {
            out.error(
                    Code.WRONG_VALUE,
                    datasets.get(1).at(),
                    "a second dataset in a streaming group: its messages could not be told from the first one's",
                    "make a group of each");
        }
        return new StreamingOptions(config, name);
    }

    private Dataset dataset(Node.Mapping dataset, SourceOptions options) {
        Node.Mapping source = (Node.Mapping) dataset.find("source").orElseThrow();
        Node.Mapping destination = (Node.Mapping) dataset.find("destination").orElseThrow();
        dataset.find("transformations")
                .map(t -> ((Node.Sequence) t).items())
                .filter(items -> !items.isEmpty())
                .ifPresent(items -> out.error(
                        Code.WRONG_VALUE,
                        items.get(0).at(),
                        "a transformation cannot be taken over",
                        "empty the list, and write it as a model in SQL beside the stream"));
        List<Feature> fields = fields(features(source), features(destination));
        Map<String, String> settings = options.of(source);
        return new Dataset(
                Words.name(text(source, "name")),
                options.connector(),
                settings,
                options.topic(),
                fields,
                table(destination));
    }

    private static List<Node> features(Node.Mapping of) {
        return of.find("features").map(f -> ((Node.Sequence) f).items()).orElse(List.of());
    }

    /** Those of the destination where it names some, in their order; else all. */
    private List<Feature> fields(List<Node> source, List<Node> wanted) {
        List<Feature> all = source.stream().map(f -> field((Node.Mapping) f)).toList();
        noneTwice(source, "name");
        if (wanted.isEmpty()) {
            return all;
        }
        List<Feature> chosen = new ArrayList<>();
        for (Node each : wanted) {
            Feature asked = field((Node.Mapping) each);
            Optional<Feature> found =
                    all.stream().filter(f -> f.column().equals(asked.column())).findFirst();
            if (found.isEmpty()) {
                out.unknown(
                        Code.UNKNOWN_FIELD,
                        each.at(),
                        "feature",
                        asked.column(),
                        all.stream().map(Feature::column).toList());
            } else if (!found.get().type().equals(asked.type())) {
                out.error(
                        Code.WRONG_VALUE,
                        each.at(),
                        "'" + asked.column() + "' is " + found.get().type() + " in the source and " + asked.type()
                                + " in the destination",
                        "give both the same dtype: a column is not converted");
            }
            chosen.add(asked);
        }
        return chosen;
    }

    private Feature field(Node.Mapping feature) {
        Node dtype = feature.find("dtype").orElseThrow();
        String type = Dtype.type(((Node.Scalar) dtype).text()).orElseGet(() -> {
            out.error(
                    Code.UNKNOWN_TYPE,
                    dtype.at(),
                    "'" + ((Node.Scalar) dtype).text() + "' is no dtype",
                    "use one of " + Dtype.known());
            return "string";
        });
        String column = text(feature, "name");
        if (column.contains(".")) {
            out.error(
                    Code.BAD_NAME,
                    feature.find("name").orElseThrow().at(),
                    "'" + column + "' has a dot, which stands for a field of a field",
                    "give the column another name");
        }
        return new Feature(Words.column(column), column, type);
    }

    /** Absolute paths and addresses begin at the lake, which a pipeline does not name. */
    private String table(Node.Mapping destination) {
        String path = text(destination, "path");
        String table = path.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "").replaceAll("^/+|/+$", "");
        if (!table.matches(TABLE)) {
            out.error(
                    Code.BAD_NAME,
                    destination.find("path").orElseThrow().at(),
                    "'" + path + "' cannot be a table's folder",
                    "use letters, digits, '_', '-', '.' and '/'; each part begins with a letter or digit");
        }
        return table;
    }

    private void noneTwice(List<Node> all, String key) {
        Set<String> seen = new HashSet<>();
        for (Node each : all) {
            Node value = ((Node.Mapping) each).find(key).orElseThrow();
            String name = ((Node.Scalar) value).text();
            if (!seen.add(Words.column(name).toLowerCase(Locale.ROOT))) {
                out.error(
                        Code.DUPLICATE_KEY,
                        value.at(),
                        "'" + name + "' stands twice, or is written alike",
                        "give each a name of its own");
            }
        }
    }

    static String text(Node.Mapping of, String key) {
        return ((Node.Scalar) of.find(key).orElseThrow()).text();
    }
}

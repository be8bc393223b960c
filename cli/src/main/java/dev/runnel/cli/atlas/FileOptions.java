package dev.runnel.cli.atlas;

import dev.runnel.core.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files: {@code source_type: fs}. */
record FileOptions(Node.Mapping config) implements SourceOptions {
    private static final List<String> PASSED = List.of("format", "header", "delimiter", "quote", "escape", "encoding");

    @Override
    public String connector() {
        return "files";
    }

    @Override
    public Set<String> keys() {
        return Set.copyOf(PASSED);
    }

    @Override
    public Map<String, String> of(Node.Mapping source) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("path", Words.quoted(MetadataReader.text(source, "path")));
        for (String key : PASSED) {
            config.find(key).map(Node.Scalar.class::cast).ifPresent(value -> options.put(key, written(value)));
        }
        return options;
    }

    private static String written(Node.Scalar value) {
        if (value.text().equals("\t")) {
            return "tab";
        }
        return value.quoted() && !value.text().matches("[a-z]+") ? Words.quoted(value.text()) : value.text();
    }
}

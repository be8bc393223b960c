package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.diagnostic.Severity;
import dev.runnel.core.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mappings whose keys are declared: read with every mistake at its place, and described for editors. Thread safe. */
public final class Options {
    private Options() {}

    /**
     * Reads a mapping by its options; unknown and missing keys are reported with the rest.
     *
     * @return the settings, or empty when anything was wrong
     */
    public static Optional<Settings> read(Node node, List<Option<?>> options, Diagnostics out) {
        long before = errors(out);
        Optional<Settings> settings = readWhatIsRight(node, options, out);
        return errors(out) == before ? settings : Optional.empty();
    }

    private static long errors(Diagnostics out) {
        return out.all().stream().filter(d -> d.severity() == Severity.ERROR).count();
    }

    /**
     * The same, but keeps what could be read beside what could not, so that later checks find later mistakes.
     *
     * @return the settings without the wrong ones, or empty when the node is no mapping
     */
    public static Optional<Settings> readWhatIsRight(Node node, List<Option<?>> options, Diagnostics out) {
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return readWhatIsRight(new Node.Mapping(List.of(), node.at()), options, out);
        }
        if (!(node instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(node, "a mapping", out);
            return Optional.empty();
        }
        Map<Option<?>, Settings.Value> values = new LinkedHashMap<>();
        List<String> names = options.stream().map(Option::name).toList();
        for (Node.Entry entry : mapping.entries()) {
            Optional<Option<?>> option =
                    options.stream().filter(o -> o.name().equals(entry.key())).findFirst();
            if (option.isEmpty()) {
                out.unknown(Code.UNKNOWN_KEY, entry.keyAt(), "key", entry.key(), names);
            } else if (option.get().required() || !Node.isLeftOpen(entry.value())) {
                Option<?> known = option.get();
                Location at = entry.value().at();
                known.kind().read(entry.value(), out).ifPresent(v -> values.put(known, new Settings.Value(v, at)));
            }
        }
        for (Option<?> option : options) {
            if (option.required() && mapping.find(option.name()).isEmpty()) {
                out.error(
                        Code.MISSING_KEY,
                        node.at(),
                        "'" + option.name() + "' is missing",
                        "add '" + option.name() + ":' (" + option.kind().title() + "): " + option.doc());
            }
        }
        return Optional.of(new Settings(node.at(), values));
    }

    /** The JSON Schema of a mapping with these options. */
    public static Map<String, Object> schema(List<Option<?>> options) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Option<?> option : options) {
            Map<String, Object> property = new LinkedHashMap<>(option.kind().schema());
            property.put("description", option.doc());
            option.fallback()
                    .filter(v ->
                            v instanceof Integer || v instanceof Long || v instanceof Boolean || v instanceof String)
                    .ifPresent(v -> property.put("default", v));
            properties.put(option.name(), property);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        List<String> required =
                options.stream().filter(Option::required).map(Option::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }
}

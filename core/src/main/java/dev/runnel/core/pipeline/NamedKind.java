package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mapping from names to things with the same options: the {@code streams:} and the {@code models:}. */
final class NamedKind implements Kind<List<NamedKind.Named>> {
    /** Names are columns of no quoting in SQL and parts of topics and groups. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final String what;
    private final List<Option<?>> options;

    NamedKind(String what, List<Option<?>> options) {
        this.what = what;
        this.options = options;
    }

    /** One of them. */
    record Named(String name, Location at, Settings settings) {}

    @Override
    public Optional<List<Named>> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(node, "names of " + what + "s, each with its options", out);
            return Optional.empty();
        }
        List<Named> all = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (!NAME.matcher(entry.key()).matches()) {
                out.error(
                        Code.BAD_NAME,
                        entry.keyAt(),
                        "'" + entry.key() + "' cannot name a " + what,
                        "use lower-case letters, digits and _, beginning with a letter");
            }
            Options.readWhatIsRight(entry.value(), options, out)
                    .ifPresent(settings -> all.add(new Named(entry.key(), entry.keyAt(), settings)));
        }
        return Optional.of(all);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "type",
                "object",
                "propertyNames",
                Map.of("pattern", "^[a-z][a-z0-9_]*$"),
                "additionalProperties",
                Options.schema(options));
    }

    @Override
    public String title() {
        return "names";
    }
}

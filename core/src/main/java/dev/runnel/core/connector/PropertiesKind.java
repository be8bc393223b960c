package dev.runnel.core.connector;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of a client library, by the names that it has for them. A value whose name speaks of a secret is to be referred
 * to, not written out.
 */
public final class PropertiesKind implements Kind<Map<String, String>> {
    private static final Pattern SECRET = Pattern.compile(".*(password|passphrase|secret|token|jaas|credential).*");

    private final List<String> reserved;

    /** @param reserved names that other options set */
    public PropertiesKind(Collection<String> reserved) {
        this.reserved = List.copyOf(reserved);
    }

    @Override
    public Optional<Map<String, String>> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(node, "names and values, such as 'security.protocol: SASL_SSL'", out);
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            if (reserved.contains(entry.key())) {
                out.error(
                        Code.CONFLICT,
                        entry.keyAt(),
                        "'" + entry.key() + "' is set by Runnel",
                        "take it away, or use the option of its own where there is one");
            } else if (!(entry.value() instanceof Node.Scalar scalar) || scalar.isNull()) {
                Kinds.wrongShape(entry.value(), "a value of '" + entry.key() + "'", out);
            } else {
                warn(entry.key(), scalar, out);
                properties.put(entry.key(), scalar.text());
            }
        }
        return properties.size() == mapping.entries().size() ? Optional.of(properties) : Optional.empty();
    }

    private static void warn(String name, Node.Scalar value, Diagnostics out) {
        if (value.literal() && SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            out.warning(
                    Code.SECRET,
                    value.at(),
                    "a secret is written out here, where everybody who reads the file reads it",
                    "refer to it: ${env:NAME} or ${file:path}");
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "additionalProperties", Map.of("type", List.of("string", "number", "boolean")));
    }

    @Override
    public String title() {
        return "names and values";
    }
}

package dev.runnel.connectors.files;

import dev.runnel.connectors.format.path.FilePattern;
import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** A file's path or address, or a pattern of them. */
final class PathKind implements Kind<String> {

    @Override
    public Optional<String> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar)
                || scalar.isNull()
                || scalar.text().isBlank()) {
            Kinds.wrongShape(node, "a path or a pattern", out);
            return Optional.empty();
        }
        try {
            FilePattern.of(scalar.text());
            return Optional.of(scalar.text());
        } catch (PatternSyntaxException e) {
            out.error(
                    Code.WRONG_VALUE,
                    node.at(),
                    "'" + scalar.text() + "' is not a pattern: " + e.getDescription(),
                    "close each '[' and '{', or put a '\\' before one that stands in the name");
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "minLength", 1);
    }

    @Override
    public String title() {
        return "path or pattern";
    }
}

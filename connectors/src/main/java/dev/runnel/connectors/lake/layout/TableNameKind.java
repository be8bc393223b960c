package dev.runnel.connectors.lake.layout;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;

/** A table's name: a relative path below the lake, of letters, digits and {@code _ - . /}. */
public final class TableNameKind implements Kind<String> {
    /** Readers take folders that begin with a dot or underscore as hidden, so no part may; nor can one be {@code ..}. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*";

    @Override
    public Optional<String> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(node, "a table name", out);
            return Optional.empty();
        }
        if (!isValid(scalar.text())) {
            out.error(
                    Code.BAD_NAME,
                    node.at(),
                    "'" + scalar.text() + "' is not a table name",
                    "use letters, digits, '_', '-', '.' and '/'; each part begins with a letter or digit");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    /** Whether a text can be a table's name. */
    public static boolean isValid(String text) {
        return text.length() <= 200 && text.matches(NAME);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^" + NAME + "$");
    }

    @Override
    public String title() {
        return "table name";
    }
}

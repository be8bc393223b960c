package dev.runnel.connectors.format;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One character that gives a text its form, {@code tab} for the one that is not seen, {@code none} for no such character. */
final class CharacterKind implements Kind<String> {
    static final String NONE = "none";
    private static final String TAB = "tab";

    private final boolean optional;

    /** @param optional whether {@code none} is allowed */
    CharacterKind(boolean optional) {
        this.optional = optional;
    }

    @Override
    public Optional<String> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(node, title(), out);
            return Optional.empty();
        }
        String text = scalar.text().equals("\\t") ? TAB : scalar.text();
        boolean single =
                text.length() == 1 && text.charAt(0) != '\n' && text.charAt(0) != '\r' && text.charAt(0) != '\uFFFF';
        if (single || text.equals(TAB) || (optional && text.equals(NONE))) {
            return Optional.of(text);
        }
        out.error(
                Code.WRONG_VALUE,
                node.at(),
                "'" + scalar.text() + "' is not " + title(),
                "give one character in quotes, such as \";\"");
        return Optional.empty();
    }

    /** The character that a value of this kind means; null for none. */
    static @Nullable Character of(String value) {
        return value.equals(NONE) ? null : value.equals(TAB) ? (Character) '\t' : (Character) value.charAt(0);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", optional ? "^(.|\\t|tab|none)$" : "^(.|\\t|tab)$");
    }

    @Override
    public String title() {
        return optional ? "character, `tab` or `none`" : "character or `tab`";
    }
}

package dev.runnel.connectors.web.request;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Headers or parameters: names, each with a value or a list of them. */
public final class PartsKind implements Kind<List<Part>> {
    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|token|authorization|cookie|credential|api[-_]?key|signature).*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final List<String> RESERVED = List.of(
            "connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "accept-encoding");

    private final boolean headers;

    private PartsKind(boolean headers) {
        this.headers = headers;
    }

    public static PartsKind headers() {
        return new PartsKind(true);
    }

    public static PartsKind parameters() {
        return new PartsKind(false);
    }

    @Override
    public Optional<List<Part>> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(node, "names and values, such as '" + example() + "'", out);
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        boolean good = true;
        for (Node.Entry entry : mapping.entries()) {
            List<Node> values = entry.value() instanceof Node.Sequence list ? list.items() : List.of(entry.value());
            for (Node value : values) {
                Optional<Part> part = part(entry, value, out);
                part.ifPresent(parts::add);
                good &= part.isPresent();
            }
        }
        return good ? Optional.of(List.copyOf(parts)) : Optional.empty();
    }

    private Optional<Part> part(Node.Entry entry, Node value, Diagnostics out) {
        String name = entry.key();
        if (!(value instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(value, "a value of '" + name + "'", out);
            return Optional.empty();
        }
        if (headers && !isHeader(name, scalar, entry, out)) {
            return Optional.empty();
        }
        boolean speaks = SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches();
        if (speaks && scalar.literal()) {
            out.warning(
                    Code.SECRET,
                    scalar.at(),
                    "a secret is written out here, where everybody who reads the file reads it",
                    "refer to it: ${env:NAME} or ${file:path}");
        }
        return Optional.of(new Part(name, scalar.text(), speaks || !scalar.literal()));
    }

    private static boolean isHeader(String name, Node.Scalar value, Node.Entry entry, Diagnostics out) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            out.error(Code.CONFLICT, entry.keyAt(), "the header '" + name + "' is set by Runnel", "take it away");
            return false;
        }
        if (!HEADER.matcher(name).matches() || value.text().chars().anyMatch(c -> c < ' ' && c != '\t')) {
            out.error(
                    Code.WRONG_VALUE,
                    entry.keyAt(),
                    "this is no header",
                    "a header's name has letters, digits and '-', and its value stands on one line");
            return false;
        }
        return true;
    }

    private String example() {
        return headers ? "Accept-Language: fr" : "results: 10";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> scalar = Map.of("type", List.of("string", "number", "boolean"));
        return Map.of(
                "type",
                "object",
                "additionalProperties",
                Map.of("anyOf", List.of(scalar, Map.of("type", "array", "items", scalar))));
    }

    @Override
    public String title() {
        return "names and values";
    }
}

package dev.runnel.connectors.format;

import dev.runnel.connectors.format.text.Encoding;
import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The name of a charset that Java knows, in the spelling of IANA or a usual one. */
final class EncodingKind implements Kind<String> {
    private static final List<String> USUAL = List.of(
            "utf-8",
            "utf-16",
            "utf-16le",
            "utf-16be",
            "latin-1",
            "windows-1252",
            "iso-8859-15",
            "shift_jis",
            "gb18030",
            "ascii");

    @Override
    public Optional<String> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(node, "an encoding", out);
            return Optional.empty();
        }
        Optional<Charset> charset = find(scalar.text());
        if (charset.isEmpty()) {
            out.unknown(Code.WRONG_VALUE, node.at(), "encoding", scalar.text(), USUAL);
        } else if (!Encoding.isReadable(charset.get())) {
            out.error(
                    Code.WRONG_VALUE,
                    node.at(),
                    "files in " + scalar.text() + " cannot be read: their lines cannot be told apart by their bytes",
                    "convert them to utf-8");
        } else {
            return charset.map(Charset::name);
        }
        return Optional.empty();
    }

    private static Optional<Charset> find(String name) {
        try {
            String known = name.toLowerCase(Locale.ROOT).equals("latin-1") ? "ISO-8859-1" : name;
            return Charset.isSupported(known) ? Optional.of(Charset.forName(known)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "examples", USUAL);
    }

    @Override
    public String title() {
        return "encoding";
    }
}

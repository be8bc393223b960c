package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;

/** A secret by reference, {@code ${env:NAME}} or {@code ${file:path}}; no message shows it. */
final class SecretKind implements Kind<Secret> {
    private final int least;

    /** @param least the fewest characters that are taken */
    SecretKind(int least) {
        this.least = least;
    }

    @Override
    public Optional<Secret> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull() && scalar.literal()) {
            Kinds.wrongShape(node, "a reference to a secret, such as ${env:NAME}", out);
            return Optional.empty();
        }
        if (scalar.text().isEmpty()) {
            return Optional.empty(); // its absence is reported already
        }
        if (scalar.literal()) {
            out.warning(
                    Code.SECRET,
                    node.at(),
                    "a secret is written out here, where everybody who reads the file reads it",
                    "refer to it: ${env:NAME} or ${file:path}");
        }
        if (scalar.text().length() < least) {
            out.error(
                    Code.WRONG_VALUE,
                    node.at(),
                    "the secret has fewer than " + least + " characters: it could be guessed",
                    "make one with: openssl rand -hex 32");
            return Optional.empty();
        }
        return Optional.of(new Secret(scalar.text()));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string");
    }

    @Override
    public String title() {
        return "secret";
    }
}

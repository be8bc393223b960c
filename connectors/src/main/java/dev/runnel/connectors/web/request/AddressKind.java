package dev.runnel.connectors.web.request;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An address of one of some schemes, without a password in it. */
public final class AddressKind implements Kind<WebAddress> {
    private final List<String> schemes;

    /** @param schemes in lower case, {@code https} */
    public AddressKind(String... schemes) {
        this.schemes = List.of(schemes);
    }

    @Override
    public Optional<WebAddress> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(node, "an address such as " + example(), out);
            return Optional.empty();
        }
        Optional<URI> uri = parse(scalar.text());
        if (uri.isEmpty()) {
            out.error(
                    Code.WRONG_VALUE,
                    node.at(),
                    scalar.literal() ? "'" + scalar.text() + "' is no address" : "this is no address",
                    "write it as " + example() + "; what is not ASCII, and spaces, as %20");
            return Optional.empty();
        }
        if (uri.get().getRawUserInfo() != null) {
            out.error(
                    Code.SECRET,
                    node.at(),
                    "the address has a user or password in it",
                    "write 'auth: { basic: { user, password } }'");
            return Optional.empty();
        }
        return Optional.of(new WebAddress(uri.get(), scalar.literal()));
    }

    private Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean good = uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawFragment() == null;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private String example() {
        return schemes.get(schemes.size() - 1) + "://api.example.com/items";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^(" + String.join("|", schemes) + ")://");
    }

    @Override
    public String title() {
        return "address";
    }
}

package dev.runnel.connectors.mqtt;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a broker listens. Immutable.
 *
 * @param port 1 to 65535
 * @param tls whether it is spoken to by TLS
 */
record BrokerAddress(String host, int port, boolean tls) implements Serializable {
    private static final Set<String> PLAIN = Set.of("mqtt", "tcp");
    private static final Set<String> SECURE = Set.of("mqtts", "ssl", "tls");
    private static final int PLAIN_PORT = 1883;
    private static final int SECURE_PORT = 8883;
    private static final int LAST_PORT = 65_535;

    /** What {@code mqtt://host:port} and so on say; empty where it is none of them. */
    static Optional<BrokerAddress> of(String text) {
        try {
            URI url = URI.create(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme();
            boolean tls = SECURE.contains(scheme);
            String rest = url.getHost() == null ? text : url.getPath(); // there is none without a host
            boolean bare = url.getUserInfo() == null && url.getQuery() == null && (rest.isEmpty() || rest.equals("/"));
            if (!bare || !tls && !PLAIN.contains(scheme)) {
                return Optional.empty();
            }
            int usual = tls ? SECURE_PORT : PLAIN_PORT;
            int port = url.getPort() < 0 ? usual : url.getPort();
            return port < 1 || port > LAST_PORT
                    ? Optional.empty()
                    : Optional.of(new BrokerAddress(url.getHost(), port, tls));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How it is written. */
    static Kind<BrokerAddress> kind() {
        return new Kind<>() {
            @Override
            public Optional<BrokerAddress> read(Node node, Diagnostics out) {
                if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
                    Kinds.wrongShape(node, "a broker's address", out);
                    return Optional.empty();
                }
                Optional<BrokerAddress> address = of(scalar.text());
                if (address.isEmpty()) {
                    out.error(
                            Code.WRONG_VALUE,
                            node.at(),
                            "this is no broker's address",
                            "write it as mqtt://host:1883, or mqtts://host:8883 for TLS; 'user' and 'password' stand by"
                                    + " themselves");
                }
                return address;
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("type", "string", "pattern", "^(mqtt|tcp|mqtts|ssl|tls)://");
            }

            @Override
            public String title() {
                return "address";
            }
        };
    }

    @Override
    public String toString() {
        return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
    }
}

package dev.runnel.connectors.jdbc.cdc;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a JDBC address, which Debezium wants one by one.
 *
 * @param port -1 for the database's usual one
 * @param parameters of the driver
 */
record ServerAddress(String host, int port, String database, LinkedHashMap<String, String> parameters)
        implements Serializable {

    /** The parts of {@code jdbc:postgresql://host:port/database?a=b}; empty when it is not of this form. */
    static Optional<ServerAddress> of(String url) {
        try {
            URI uri = new URI(url.replaceFirst("^jdbc:", ""));
            String path = uri.getPath();
            if (uri.getHost() == null || path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
                return Optional.empty();
            }
            LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
            if (uri.getRawQuery() != null) {
                for (String each : uri.getRawQuery().split("&")) {
                    String[] parts = each.split("=", 2);
                    parameters.put(parts[0], parts.length == 1 ? "" : decoded(parts[1]));
                }
            }
            String host = uri.getHost().replaceAll("^\\[|]$", "");
            return Optional.of(new ServerAddress(host, uri.getPort(), path.substring(1), parameters));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    int portOr(int usual) {
        return port < 0 ? usual : port;
    }

    Map<String, String> driver() {
        return Map.copyOf(parameters);
    }
}

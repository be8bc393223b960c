package dev.runnel.testkit.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that came.
 *
 * @param headers the first value of each, by name in lower case
 */
public record Asked(Instant at, String method, URI uri, Map<String, String> headers, String body) {
    public Asked {
        headers = Map.copyOf(headers);
    }

    /** The parameters of the address, in their order. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String each : uri.getRawQuery().split("&")) {
                String[] parts = each.split("=", 2);
                parameters.put(text(parts[0]), parts.length == 2 ? text(parts[1]) : "");
            }
        }
        return parameters;
    }

    /** A whole number among the parameters. */
    public int number(String parameter, int otherwise) {
        String given = parameters().get(parameter);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}

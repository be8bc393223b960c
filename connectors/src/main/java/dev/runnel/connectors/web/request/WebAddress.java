package dev.runnel.connectors.web.request;

import java.io.Serializable;
import java.net.URI;
import java.util.Locale;

/**
 * Where requests go.
 *
 * @param isLiteral whether no part of it came from a variable: then the parameters in it may be shown
 */
public record WebAddress(URI uri, boolean isLiteral) implements Serializable {
    /** Whether another address is on the same server, so that it may see the credentials. */
    public boolean isSameOrigin(URI other) {
        return origin(uri).equals(origin(other));
    }

    /** The address without its parameters. */
    public String place() {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    @Override
    public String toString() {
        return place();
    }

    /** Scheme, host and port, {@code https://api.example.com:443}. */
    public static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
        return scheme + "://" + host + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort());
    }
}

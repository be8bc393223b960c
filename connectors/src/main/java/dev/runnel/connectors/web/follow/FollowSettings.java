package dev.runnel.connectors.web.follow;

import dev.runnel.connectors.web.request.Credentials;
import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.Secrets;
import dev.runnel.connectors.web.request.WebAddress;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader of messages is told, in a form that Flink can send.
 *
 * @param send texts that are sent when a WebSocket is open
 * @param events types of events that are wanted; all, where there are none
 * @param records where a message has its records: names from the outside in
 * @param idle how long a server may say nothing at all
 * @param mostBytes of a message
 */
record FollowSettings(
        WebAddress url,
        ArrayList<Part> headers,
        ArrayList<Part> params,
        Credentials credentials,
        ArrayList<String> send,
        ArrayList<String> events,
        ArrayList<String> records,
        Duration idle,
        int mostBytes)
        implements Serializable {

    boolean isWebSocket() {
        return url.uri().getScheme().startsWith("ws");
    }

    Secrets secrets() {
        List<Part> parts = new ArrayList<>(headers);
        parts.addAll(params);
        parts.addAll(credentials.headers());
        parts.addAll(credentials.parameters());
        return Secrets.of(url, parts, credentials.secrets());
    }

    /** The address with all its parameters. */
    URI target() {
        List<Part> parts = new ArrayList<>(params);
        parts.addAll(credentials.parameters());
        if (parts.isEmpty()) {
            return url.uri();
        }
        String more = parts.stream()
                .map(p -> Secrets.encoded(p.name()) + "=" + Secrets.encoded(p.value()))
                .collect(Collectors.joining("&"));
        String text = url.uri().toString();
        return URI.create(text + (url.uri().getRawQuery() == null ? "?" : "&") + more);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}

package dev.runnel.connectors.web.rest;

import dev.runnel.connectors.web.page.Pages;
import dev.runnel.connectors.web.page.Paging;
import dev.runnel.connectors.web.request.Credentials;
import dev.runnel.connectors.web.request.Part;
import dev.runnel.connectors.web.request.Secrets;
import dev.runnel.connectors.web.request.WebAddress;
import dev.runnel.connectors.web.request.WebClient;
import dev.runnel.core.connector.Settings;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader of an API is told, in a form that Flink can send. */
record RestSettings(
        WebAddress url,
        String method,
        ArrayList<Part> headers,
        ArrayList<Part> params,
        @Nullable String body,
        Credentials credentials,
        Pace pace,
        ArrayList<String> records,
        Paging paging,
        @Nullable Increment increment,
        @Nullable Rate rate,
        Duration timeout,
        int retries,
        int mostBytes)
        implements Serializable {

    /** @param settings checked */
    static RestSettings of(Settings settings) {
        return new RestSettings(
                settings.get(RestSpec.URL),
                settings.get(RestSpec.METHOD),
                new ArrayList<>(settings.get(RestSpec.HEADERS)),
                new ArrayList<>(settings.get(RestSpec.PARAMS)),
                settings.find(RestSpec.BODY).orElse(null),
                Credentials.of(settings),
                new Pace(
                        settings.find(RestSpec.EVERY).map(Duration::toMillis).orElse(0L),
                        settings.find(RestSpec.FOR).map(Duration::toMillis).orElse(0L)),
                settings.find(RestSpec.RECORDS).map(PagingSpec::path).orElseGet(ArrayList::new),
                settings.find(RestSpec.PAGINATION).map(PagingSpec::of).orElseGet(Paging::none),
                settings.find(RestSpec.INCREMENTAL).map(IncrementSpec::of).orElse(null),
                settings.find(RestSpec.RATE_LIMIT).orElse(null),
                settings.get(RestSpec.TIMEOUT),
                settings.get(RestSpec.RETRIES),
                Math.toIntExact(settings.get(RestSpec.MAX_BODY)));
    }

    /** The same, asked once and not waited for longer than a time. */
    RestSettings hurried(Duration most) {
        return new RestSettings(
                url,
                method,
                headers,
                params,
                body,
                credentials,
                pace,
                records,
                paging,
                increment,
                null,
                timeout.compareTo(most) > 0 ? most : timeout,
                0,
                mostBytes);
    }

    Pages pages() {
        return new Pages(url, paging);
    }

    Secrets secrets() {
        List<Part> parts = new ArrayList<>(headers);
        parts.addAll(params);
        parts.addAll(credentials.headers());
        parts.addAll(credentials.parameters());
        return Secrets.of(url, parts, credentials.secrets());
    }

    /** What asks for the page at a position. */
    WebClient.Request request(RestPosition at) {
        List<Part> all = new ArrayList<>(headers);
        addHeader(all, "Accept", "application/json");
        if (body != null) {
            addHeader(all, "Content-Type", "application/json");
        }
        return new WebClient.Request(method, target(at), all, body);
    }

    private static void addHeader(List<Part> headers, String name, String value) {
        if (headers.stream().noneMatch(h -> h.name().equalsIgnoreCase(name))) {
            headers.add(Part.of(name, value));
        }
    }

    private URI target(RestPosition at) {
        URI linked = pages().target(at.place()).orElse(null);
        List<Part> parts = new ArrayList<>();
        if (linked == null) {
            parts.addAll(params);
            parts.addAll(pages().parameters(at.place()));
            if (increment != null) {
                increment.sent(at.before()).ifPresent(since -> parts.add(Part.of(increment.param(), since)));
            }
        }
        parts.addAll(credentials.parameters());
        return with(linked == null ? url.uri() : linked, parts);
    }

    /** An address with parameters behind those that it has, save for those that it has already. */
    private static URI with(URI address, List<Part> parts) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        List<String> there = List.of(query.split("&")).stream()
                .map(p -> p.replaceFirst("=.*", ""))
                .toList();
        String more = parts.stream()
                .filter(p -> !there.contains(Secrets.encoded(p.name())))
                .map(p -> Secrets.encoded(p.name()) + "=" + Secrets.encoded(p.value()))
                .collect(Collectors.joining("&"));
        String all = query.isEmpty() || more.isEmpty() ? query + more : query + "&" + more;
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return URI.create(
                address.getScheme() + "://" + address.getRawAuthority() + path + (all.isEmpty() ? "" : "?" + all));
    }

    @Override
    public String toString() {
        return method + " " + url;
    }

    /** What makes it this source and no other. */
    List<String> identity() {
        List<String> words = new ArrayList<>(List.of(method, url.place(), String.join(".", records)));
        if (url.isLiteral() && url.uri().getRawQuery() != null) {
            words.add(url.uri().getRawQuery());
        }
        params.stream().filter(p -> !p.isSecret()).map(Part::toString).sorted().forEach(words::add);
        words.add(paging.by().name().toLowerCase(Locale.ROOT) + " " + paging.param());
        if (increment != null) {
            words.add(increment.param() + " " + increment.field() + " " + increment.token());
        }
        return words;
    }
}

package dev.runnel.connectors.web.request;

import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes secrets out of what is shown: addresses, messages of libraries, first lines of answers. Immutable and thread safe. */
public final class Secrets implements Serializable {
    static final String HIDDEN = "***";
    private static final long serialVersionUID = 1;
    /** A shorter text is in every other word; it is hidden where it stands under its name only. */
    private static final int SHORTEST = 4;

    private final ArrayList<String> texts;
    private final ArrayList<String> names;

    private Secrets(Collection<String> texts, Collection<String> names) {
        Set<String> forms = new LinkedHashSet<>();
        for (String each : texts) {
            forms.add(each);
            forms.add(encoded(each));
        }
        this.texts = forms.stream()
                .filter(t -> t.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.toCollection(ArrayList::new));
        this.names = new ArrayList<>(names);
    }

    /**
     * The secrets of a request.
     *
     * @param address whose parameters are secret where it came from a variable
     * @param more other texts that must not be shown
     */
    public static Secrets of(WebAddress address, List<Part> parts, Collection<String> more) {
        List<String> texts = new ArrayList<>(more);
        List<String> names = new ArrayList<>();
        parts.stream().filter(Part::isSecret).forEach(part -> {
            texts.add(part.value());
            names.add(encoded(part.name()));
        });
        String query = address.uri().getRawQuery();
        if (query != null && !address.isLiteral()) {
            for (String each : query.split("&")) {
                String[] pair = each.split("=", 2);
                names.add(pair[0]);
                if (pair.length == 2) {
                    texts.add(pair[1]);
                    texts.add(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
                }
            }
        }
        return new Secrets(texts, names);
    }

    /** A text without the secrets. */
    public String hide(String text) {
        String shown = text;
        for (String secret : texts) {
            shown = shown.replace(secret, HIDDEN);
        }
        return shown;
    }

    /** An address without the secrets. */
    public String show(URI uri) {
        String query = uri.getRawQuery();
        String place = WebAddress.origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
        if (query == null) {
            return hide(place);
        }
        String shown = Arrays.stream(query.split("&"))
                .map(each -> {
                    String name = each.replaceFirst("=.*", "");
                    return names.contains(name) ? name + "=" + HIDDEN : each;
                })
                .collect(Collectors.joining("&"));
        return hide(place + "?" + shown);
    }

    /** A text as it stands in an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}

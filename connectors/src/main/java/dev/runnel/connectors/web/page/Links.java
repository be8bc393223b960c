package dev.runnel.connectors.web.page;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Link} (RFC 8288). */
final class Links {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern REL = Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))");

    private Links() {}

    /** The target of the first link with the relation {@code next}. */
    static Optional<String> next(List<String> headers) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                Matcher rel = REL.matcher(link.group(2));
                if (rel.find() && isNext(rel.group(1) == null ? rel.group(2) : rel.group(1))) {
                    return Optional.of(link.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNext(String relations) {
        return List.of(relations.strip().split("\\s+")).stream().anyMatch("next"::equalsIgnoreCase);
    }
}

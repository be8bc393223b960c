package dev.runnel.connectors.web.rest;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So many of something in a time: {@code 10/s}, {@code 100/m}, {@code 5/10s}. */
final class RateKind implements Kind<Rate> {
    private static final String PATTERN = "([1-9]\\d{0,5})/(\\d{0,9}(?:ms|s|m|h|d))";
    private static final Pattern RATE = Pattern.compile(PATTERN);

    @Override
    public Optional<Rate> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar)) {
            Kinds.wrongShape(node, "a rate such as 10/s", out);
            return Optional.empty();
        }
        Matcher parts = RATE.matcher(scalar.text().replace(" ", ""));
        Optional<Duration> time =
                parts.matches() ? Kinds.parseDuration(parts.group(2).replaceFirst("^(?=\\D)", "1")) : Optional.empty();
        if (time.filter(t -> !t.isZero()).isEmpty()) {
            out.error(Code.WRONG_VALUE, node.at(), "'" + scalar.text() + "' is no rate", "write 10/s, 100/m or 5/10s");
            return Optional.empty();
        }
        return Optional.of(new Rate(Integer.parseInt(parts.group(1)), time.get()));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^" + PATTERN.replace("?:", "") + "$");
    }

    @Override
    public String title() {
        return "rate";
    }
}

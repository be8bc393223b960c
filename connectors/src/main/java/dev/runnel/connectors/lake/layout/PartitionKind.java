package dev.runnel.connectors.lake.layout;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partition as it is written: a field's dotted path, or {@code day(path)}, {@code hour}, {@code month}, {@code year}. */
public final class PartitionKind implements Kind<PartitionField> {
    private static final String PATH = "_*[A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*)*";
    private static final Pattern PLAIN = Pattern.compile(PATH);
    private static final Pattern CALL = Pattern.compile("([A-Za-z_]+)\\(\\s*(" + PATH + ")\\s*\\)");
    private static final String WANTED = "a field path such as type or event.page, or day(path), hour(path),"
            + " month(path) or year(path) of a timestamp or date";

    @Override
    public Optional<PartitionField> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            Kinds.wrongShape(node, WANTED, out);
            return Optional.empty();
        }
        String text = scalar.text().strip();
        if (text.equals(PartitionField.INGEST_DATE.name())) {
            return Optional.of(PartitionField.INGEST_DATE);
        }
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(new PartitionField(Transform.IDENTITY, text));
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            out.error(Code.WRONG_VALUE, node.at(), "'" + scalar.text() + "' is not " + WANTED);
            return Optional.empty();
        }
        Optional<Transform> transform = Transform.of(call.group(1));
        if (transform.isEmpty()) {
            out.unknown(Code.WRONG_VALUE, node.at(), "partition transform", call.group(1), Transform.words());
        }
        return transform.map(t -> new PartitionField(t, call.group(2)));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^(" + PATH + "|(day|hour|month|year)\\(\\s*" + PATH + "\\s*\\))$");
    }

    @Override
    public String title() {
        return "partition";
    }
}

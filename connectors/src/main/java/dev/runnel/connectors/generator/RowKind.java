package dev.runnel.connectors.generator;

import dev.runnel.core.connector.Kind;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row: names, each with the expression of its value. Objects and lists may stand inside. */
final class RowKind implements Kind<Expression.Members> {
    @Override
    public Optional<Expression.Members> read(Node node, Diagnostics out) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            Kinds.wrongShape(node, "names with an expression each, such as 'row: { id: sequence }'", out);
            return Optional.empty();
        }
        return members(mapping, out);
    }

    private static Optional<Expression> value(Node node, Diagnostics out) {
        if (node instanceof Node.Mapping mapping) {
            return members(mapping, out).map(Expression.class::cast);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Expression> elements = new ArrayList<>();
            sequence.items().forEach(item -> value(item, out).ifPresent(elements::add));
            return elements.size() == sequence.items().size()
                    ? Optional.of(new Expression.Elements(elements))
                    : Optional.empty();
        }
        return new ExpressionReader(out).read((Node.Scalar) node);
    }

    private static Optional<Expression.Members> members(Node.Mapping mapping, Diagnostics out) {
        List<Expression.Members.Member> members = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            value(entry.value(), out).ifPresent(v -> members.add(new Expression.Members.Member(entry.key(), v)));
        }
        return members.size() == mapping.entries().size()
                ? Optional.of(new Expression.Members(members))
                : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "minProperties", 1);
    }

    @Override
    public String title() {
        return "names with expressions";
    }
}

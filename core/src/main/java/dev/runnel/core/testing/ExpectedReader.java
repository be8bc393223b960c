package dev.runnel.core.testing;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Options;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.Headers;
import dev.runnel.core.record.Stage;
import dev.runnel.core.record.Violation;
import dev.runnel.core.yaml.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a test expects of one stream or model. */
final class ExpectedReader {
    private final Diagnostics out;

    ExpectedReader(Diagnostics out) {
        this.out = out;
    }

    Optional<ExpectedRows> rows(Node.Entry entry) {
        if (entry.value() instanceof Node.Mapping mapping) {
            return Options.read(mapping, List.of(TestDeclarations.ROWS, TestDeclarations.ORDERED), out)
                    .flatMap(s ->
                            list(entry.key(), s.get(TestDeclarations.ROWS), false, s.get(TestDeclarations.ORDERED)));
        }
        return list(entry.key(), entry.value(), false, false);
    }

    Optional<ExpectedRows> invalid(Node.Entry entry) {
        Optional<ExpectedRows> read = list(entry.key(), entry.value(), true, false);
        read.ifPresent(e -> e.rows().forEach(this::checkInvalid));
        return read;
    }

    private Optional<ExpectedRows> list(String of, Node node, boolean invalid, boolean ordered) {
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return Optional.of(new ExpectedRows(of, invalid, ordered, true, List.of(), node.at()));
        }
        if (!(node instanceof Node.Sequence sequence)) {
            Kinds.wrongShape(node, "a list of rows, such as '- { type: click, events: 2 }'", out);
            return Optional.empty();
        }
        List<Node.Mapping> rows = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (item instanceof Node.Mapping row) {
                rows.add(row);
            } else {
                Kinds.wrongShape(item, "a row, such as '{ type: click, events: 2 }'", out);
            }
        }
        return Optional.of(new ExpectedRows(of, invalid, ordered, false, rows, node.at()));
    }

    private void checkInvalid(Node.Mapping row) {
        checkColumns(row, InvalidColumns.TYPE, "column of an invalid record");
        word(
                row,
                Headers.CODE,
                Arrays.stream(Violation.Reason.values()).map(r -> r.id()).toList());
        word(row, Headers.STAGE, Arrays.stream(Stage.values()).map(Stage::id).toList());
    }

    void checkColumns(Node.Mapping row, RecordType type, String what) {
        List<String> names = type.fields().stream().map(f -> f.name()).toList();
        for (Node.Entry entry : row.entries()) {
            if (type.field(entry.key()).isEmpty()) {
                out.unknown(Code.UNKNOWN_FIELD, entry.keyAt(), what, entry.key(), names);
            }
        }
    }

    private void word(Node.Mapping row, String column, List<String> valid) {
        row.find(column)
                .filter(v -> v instanceof Node.Scalar s && !valid.contains(s.text()))
                .ifPresent(v -> out.unknown(Code.WRONG_VALUE, v.at(), column, ((Node.Scalar) v).text(), valid));
    }
}

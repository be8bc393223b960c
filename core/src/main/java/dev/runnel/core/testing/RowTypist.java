package dev.runnel.core.testing;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.record.Violation;
import dev.runnel.core.yaml.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rows written as JSON or YAML with the decoder that reads every record. Not thread safe. */
final class RowTypist {
    private final RecordType type;
    private final RecordDecoder decoder;
    private final DecodedRecord record;

    RowTypist(RecordType type) {
        this.type = type;
        this.decoder = RecordDecoder.of(
                new Contract("rows", type, Optional.empty(), Optional.empty(), Contract.UnknownFields.KEEP));
        this.record = decoder.newRecord();
    }

    /** @throws IllegalStateException when the row is not of the type: whoever made both disagrees with itself */
    TypedRow result(byte[] json) {
        if (!decoder.decode(json, 0, json.length, record)) {
            throw new IllegalStateException("a result does not fit its own columns: " + record.violations());
        }
        return row();
    }

    /** Empty after reporting values that its columns cannot hold. */
    Optional<TypedRow> expected(Node.Mapping row, Diagnostics out) {
        byte[] json = NodeJson.of(row);
        if (decoder.decode(json, 0, json.length, record)) {
            return Optional.of(row());
        }
        for (Violation violation : record.violations()) {
            out.error(Code.WRONG_VALUE, place(row, violation.field()), violation.field() + ": " + violation.message());
        }
        return Optional.empty();
    }

    private static Location place(Node.Mapping row, String path) {
        Node at = row;
        for (String name : path.split("[.\\[]")) {
            Optional<Node> next = at instanceof Node.Mapping mapping ? mapping.find(name) : Optional.empty();
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        return at.at();
    }

    private TypedRow row() {
        @Nullable Object[] values = new Object[type.fields().size()];
        int slot = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = record.value(slot);
            slot = decoder.layout().slot(slot).end();
        }
        return new TypedRow(type, values);
    }
}

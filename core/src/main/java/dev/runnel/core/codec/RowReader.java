package dev.runnel.core.codec;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.util.Objects;

/** Rows inside lists and mappings: each is decoded as a record of its own and boxed. */
final class RowReader extends ValueReader {
    private final int id;
    private final RecordType type;
    private final RowDecoder decoder;

    /** @param id of this reader among those of the record that holds the list */
    RowReader(int id, RecordType type, RowDecoder decoder) {
        this.id = id;
        this.type = type;
        this.decoder = decoder;
    }

    @Override
    Storage storage() {
        return Storage.OBJECT;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (start >= in.end || in.bytes[start] != '{') {
            return misfit(Reason.TYPE, "an object", in, start, into, slot);
        }
        DecodedRecord row = into.work.element(id, decoder);
        decoder.read(in, row);
        into.unknownFields |= row.unknownFields;
        if (!row.isValid()) {
            String prefix = into.pathOf(slot) + ".";
            for (Violation v : row.violations) {
                into.report(v.reason(), prefix + v.field(), v.message(), v.position());
            }
            return false;
        }
        into.objects[slot] = row.values(type, 0);
        return true;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return Objects.requireNonNull(record.object(slot));
    }
}

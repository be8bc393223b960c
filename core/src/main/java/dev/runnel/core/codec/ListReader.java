package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON arrays whose elements are all of one type, or null. */
final class ListReader extends ValueReader {
    private final ValueReader element;

    ListReader(ValueReader element) {
        this.element = element;
    }

    @Override
    Storage storage() {
        return Storage.OBJECT;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (start >= in.end || in.bytes[start] != '[') {
            return misfit(Reason.TYPE, "a list", in, start, into, slot);
        }
        Trail trail = into.work.trail;
        if (slot != into.elementSlot()) {
            trail.start(into.pathOf(slot));
        }
        List<@Nullable Object> values = new ArrayList<>();
        boolean good = true;
        boolean more = in.openArray();
        trail.down();
        for (int i = 0; more; i++) {
            trail.element(i);
            Object value = Elements.read(element, in, into);
            good &= value != Elements.BROKEN;
            values.add(value);
            more = in.nextElement();
        }
        trail.up();
        into.objects[slot] = values;
        return good;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return Objects.requireNonNull(record.object(slot));
    }
}

package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects whose members are all of one type, or null. The places of the members are found first and their values
 * read afterwards, so that of a key that stands twice only the last value counts.
 */
final class MapReader extends ValueReader {
    private final ValueReader value;

    MapReader(ValueReader value) {
        this.value = value;
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
        Trail trail = into.work.trail;
        if (slot != into.elementSlot()) {
            trail.start(into.pathOf(slot));
        }
        Map<String, Integer> places = places(in, into.work.scratch);
        int end = in.at;
        in.depth++;
        trail.down();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean good = true;
        for (Map.Entry<String, Integer> place : places.entrySet()) {
            trail.key(into.hidden ? "*" : place.getKey());
            in.at = place.getValue();
            Object found = Elements.read(value, in, into);
            good &= found != Elements.BROKEN;
            values.put(place.getKey(), found);
        }
        trail.up();
        in.depth--;
        in.at = end;
        into.objects[slot] = values;
        return good;
    }

    private static Map<String, Integer> places(JsonCursor in, Scratch scratch) throws Refusal {
        Map<String, Integer> places = new LinkedHashMap<>();
        int mark = scratch.size();
        for (boolean more = in.openObject(); more; more = in.nextMember()) {
            in.readText(scratch);
            String key = new String(in.text, in.textStart, in.textLength, StandardCharsets.UTF_8);
            scratch.release(mark);
            in.colon();
            places.put(key, in.at);
            in.skipValue();
        }
        return places;
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return Objects.requireNonNull(record.object(slot));
    }
}

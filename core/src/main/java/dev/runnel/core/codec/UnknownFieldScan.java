package dev.runnel.core.codec;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.drift.Drift;
import dev.runnel.core.drift.Shape;
import dev.runnel.core.drift.UnknownField;
import java.nio.charset.StandardCharsets;

/**
 * Finds the fields of a record that its contract does not name, at every level, and hands them to a {@link Drift}. Only
 * worth its time for a record that {@link DecodedRecord#hasUnknownFields has some}. Where the contract declares personal
 * data no samples are kept, since an undeclared field may hold the same under another name. Not thread safe.
 */
public final class UnknownFieldScan {
    private final Place root;
    private final boolean samples;
    private final JsonCursor in = new JsonCursor();
    private final Scratch scratch = new Scratch();
    private final ShapeReader shapes = new ShapeReader();

    public UnknownFieldScan(Contract contract) {
        this.root = Place.of(contract.type());
        this.samples = !root.holdsPii();
    }

    /**
     * Looks through the record in {@code bytes[from,to)}; what is not JSON is looked at up to there.
     *
     * @return how many undeclared fields there are
     */
    public int scan(byte[] bytes, int from, int to, long receivedAt, Drift into) {
        Drift.Record record = into.record(receivedAt);
        in.reset(bytes, from, to);
        scratch.release(0);
        try {
            walk(root, record);
        } catch (Refusal e) {
            return record.found();
        }
        return record.found();
    }

    private void walk(Place place, Drift.Record record) throws Refusal {
        int kind = in.peek();
        Place elements = place.elements();
        if (kind == '{' && place.isObject() && !place.isWhole()) {
            members(place, record);
        } else if (kind == '[' && elements != null && !place.isWhole()) {
            for (boolean more = in.openArray(); more; more = in.nextElement()) {
                walk(elements, record);
            }
        } else {
            in.skipValue();
        }
    }

    private void members(Place place, Drift.Record record) throws Refusal {
        for (boolean more = in.openObject(); more; more = in.nextMember()) {
            int mark = scratch.size();
            in.readText(scratch);
            Place member = place.member(in.text, in.textStart, in.textLength);
            UnknownField unknown = member == null ? unknown(place) : null;
            scratch.release(mark);
            in.colon();
            if (member != null) {
                walk(member, record);
            } else if (unknown != null) {
                in.peek();
                int start = in.at;
                in.skipValue();
                record.found(unknown, new Seen(start, in.at));
            }
        }
    }

    private UnknownField unknown(Place place) {
        String name = new String(in.text, in.textStart, in.textLength, StandardCharsets.UTF_8);
        String shown = Excerpt.of(name);
        String path = place.path().isEmpty() ? shown : place.path() + "." + shown;
        return new UnknownField(path, place.declaredAt(), name, place.from(), place.isRow());
    }

    private final class Seen implements Drift.Value {
        private final int from;
        private final int to;

        Seen(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public Shape shape() {
            return shapes.of(in.bytes, from, to);
        }

        @Override
        public String sample() {
            return samples ? Excerpt.of(in.bytes, from, to) : "";
        }
    }
}

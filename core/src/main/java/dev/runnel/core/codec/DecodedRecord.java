package dev.runnel.core.codec;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record after decoding: a value per {@link Layout slot}, read without copying. Made by
 * {@link RecordDecoder#newRecord} and used again for the next record; not thread safe. Values stay valid until the next
 * decode and as long as the record's bytes do.
 *
 * <p>What {@link #number} holds, by the slot's type: boolean 0 or 1; int and bigint the number; float and double
 * {@link Double#doubleToRawLongBits}; decimal of up to 18 digits the unscaled number at the declared scale; date days
 * since 1970-01-01; time milliseconds of the day; timestamp microseconds since the epoch (UTC). What
 * {@link #buffer}/{@link #start}/{@link #length} hold: string its UTF-8 text, unescaped; bytes the decoded bytes; json
 * the value's JSON text. What {@link #object} holds: decimal of more digits a BigDecimal at the declared scale; list a
 * {@code List<Object>} and map a {@code Map<String, Object>} of boxed values (Boolean, Integer, Long, Float, Double,
 * BigDecimal, String, byte[], LocalDate, LocalTime, Instant, List, Map; json as String; row as {@code Object[]} in the
 * order of its fields; null where the element is null). What a slot holds that {@link #isNull} is left over from an
 * earlier record and means nothing.
 */
public final class DecodedRecord {
    /** How many violations of one record are kept. */
    public static final int MAX_VIOLATIONS = 20;

    static final byte ABSENT = 0;
    static final byte PRESENT = 1;
    /** Something stands there that is no value of the field: it reads as null, and is not also absent. */
    static final byte BROKEN = 2;

    final byte[] states;
    final long[] numbers;
    /** The bytes that are read; most texts lie in them. */
    byte[] source = new byte[0];
    /** Where a slot's text lies when not in the source; null when there. */
    private final byte[] @Nullable [] elsewhere;

    final int[] starts;
    final int[] lengths;
    final @Nullable Object[] objects;
    final List<Violation> violations = new ArrayList<>();
    final Workspace work;
    boolean unknownFields;
    /** Whether what is read now is personal data, or may hold some: messages then show nothing of it. */
    boolean hidden;

    private final RowDecoder decoder;

    /** One slot more than the layout has: there the elements of lists and mappings pass, one after the other. */
    DecodedRecord(RowDecoder decoder) {
        this.decoder = decoder;
        int size = decoder.layout().size() + 1;
        states = new byte[size];
        numbers = new long[size];
        elsewhere = new byte[size][];
        starts = new int[size];
        lengths = new int[size];
        objects = new Object[size];
        work = new Workspace(decoder);
    }

    public Layout layout() {
        return decoder.layout();
    }

    /** Whether the record, or the field's own row, has no value for it. */
    public boolean isNull(int slot) {
        return states[slot] != PRESENT;
    }

    public long number(int slot) {
        return numbers[slot];
    }

    public byte[] buffer(int slot) {
        byte @Nullable [] bytes = elsewhere[slot];
        return bytes == null ? source : bytes;
    }

    public int start(int slot) {
        return starts[slot];
    }

    public int length(int slot) {
        return lengths[slot];
    }

    public @Nullable Object object(int slot) {
        return objects[slot];
    }

    /** The text of a string or json slot that is not null. */
    public String text(int slot) {
        return new String(buffer(slot), starts[slot], lengths[slot], StandardCharsets.UTF_8);
    }

    /** The slot's value boxed as {@link #object} boxes elements, a row as {@code Object[]}; null when it has none. */
    public @Nullable Object value(int slot) {
        if (isNull(slot)) {
            return null;
        }
        Layout.Slot place = layout().slot(slot);
        if (place.field().type() instanceof RecordType row) {
            return values(row, slot + 1);
        }
        return decoder.reader(slot).boxed(this, slot);
    }

    /** The values of a row whose first field has this slot. */
    @Nullable
    Object[] values(RecordType row, int first) {
        @Nullable Object[] values = new Object[row.fields().size()];
        int slot = first;
        for (int i = 0; i < values.length; i++) {
            values[i] = value(slot);
            slot = layout().slot(slot).end();
        }
        return values;
    }

    /** Whether the bytes are one JSON object that keeps the contract. */
    public boolean isValid() {
        return violations.isEmpty();
    }

    /** What broke the contract, in the order found; empty for a valid record. At most 20 are kept. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Whether the record has fields that the contract does not name. */
    public boolean hasUnknownFields() {
        return unknownFields;
    }

    /** Notes where a slot's text lies. */
    void hold(int slot, byte[] bytes, int start, int length) {
        byte @Nullable [] other = bytes == source ? null : bytes;
        if (other != elsewhere[slot]) { // storing a reference costs more than asking, and mostly it is null as before
            elsewhere[slot] = other;
        }
        starts[slot] = start;
        lengths[slot] = length;
    }

    void clear() {
        Arrays.fill(states, ABSENT);
        violations.clear();
        unknownFields = false;
        work.clear();
    }

    /** Makes the record one of no values and one violation. */
    void refuse(Reason reason, String message, int position) {
        Arrays.fill(states, ABSENT);
        violations.clear();
        unknownFields = false;
        violations.add(new Violation(reason, "", message, position));
    }

    /** The slot where elements of lists and mappings pass. */
    int elementSlot() {
        return states.length - 1;
    }

    /** The field's path for messages; for the element slot the place in its list. */
    String pathOf(int slot) {
        return slot == elementSlot() ? work.trail.text() : layout().slot(slot).path();
    }

    /** A piece of the sender's bytes for a message. */
    String excerpt(byte[] bytes, int from, int to) {
        return hidden ? "a value that is not shown" : Excerpt.of(bytes, from, to);
    }

    /** @param position byte offset in the record; -1 when it has none */
    void report(Reason reason, String path, String message, int position) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(reason, path, message, position));
        }
    }
}

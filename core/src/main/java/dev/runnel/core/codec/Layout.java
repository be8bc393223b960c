package dev.runnel.core.codec;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The slots of a record type: one for each field at every level, in the order of the contract, a row before its own
 * fields. Immutable.
 */
public final class Layout {
    private final RecordType type;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, Slot> byPath = new HashMap<>();

    /**
     * One field's place.
     *
     * @param index its number, 0 for the first field
     * @param path dotted path of the field in the contract
     * @param parent the slot of the row that holds it; -1 at the top
     * @param end one past the last slot of its own fields; {@code index + 1} when it has none
     */
    public record Slot(int index, String path, Field field, int parent, int end) {}

    public Layout(RecordType type) {
        this.type = type;
        place(type, "", -1);
    }

    private void place(RecordType row, String prefix, int parent) {
        for (Field field : row.fields()) {
            int index = slots.size();
            String path = prefix + field.name();
            slots.add(new Slot(index, path, field, parent, index + 1));
            if (field.type() instanceof RecordType nested) {
                place(nested, path + ".", index);
            }
            Slot slot = new Slot(index, path, field, parent, slots.size());
            slots.set(index, slot);
            byPath.put(path, slot);
        }
    }

    public RecordType type() {
        return type;
    }

    public int size() {
        return slots.size();
    }

    public Slot slot(int index) {
        return slots.get(index);
    }

    /** The slot of a field by its dotted path. */
    public OptionalInt find(String path) {
        Slot slot = byPath.get(path);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot.index());
    }
}

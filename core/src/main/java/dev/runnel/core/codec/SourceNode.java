package dev.runnel.core.codec;

import dev.runnel.core.contract.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place in the source record at or below which fields of the contract are found. */
final class SourceNode {
    /** Dotted path from the source record; empty for the record itself. */
    final String path;

    final Map<String, SourceNode> children = new LinkedHashMap<>();
    /** The fields, rows among them, whose value stands here. */
    final List<Layout.Slot> fields = new ArrayList<>();

    private SourceNode(String path) {
        this.path = path;
    }

    /** The tree of all places where the layout's fields are found; {@code places} gets each slot's own. */
    static SourceNode treeOf(Layout layout, List<SourceNode> places) {
        SourceNode root = new SourceNode("");
        for (int i = 0; i < layout.size(); i++) {
            Layout.Slot slot = layout.slot(i);
            SourceNode row = slot.parent() < 0 ? root : places.get(slot.parent());
            SourceNode place = slot.field()
                    .path()
                    .map(path -> root.descend(path))
                    .orElseGet(() -> row.child(slot.field().name()));
            place.fields.add(slot);
            places.add(place);
        }
        return root;
    }

    private SourceNode descend(String dotted) {
        SourceNode place = this;
        for (String name : dotted.split("\\.", -1)) {
            place = place.child(name);
        }
        return place;
    }

    private SourceNode child(String name) {
        return children.computeIfAbsent(name, n -> new SourceNode(path.isEmpty() ? n : path + "." + n));
    }

    /** Whether rows of the contract, or fields below, are read from the members of the object that stands here. */
    boolean isObject() {
        return !children.isEmpty() || fields.stream().anyMatch(SourceNode::isRow);
    }

    static boolean isRow(Layout.Slot slot) {
        return slot.field().type() instanceof RecordType;
    }
}

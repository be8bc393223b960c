package dev.runnel.core.codec;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the source record at which, or below which, the contract looks for something: the tree that {@link Redactor}
 * and {@link UnknownFieldScan} walk. Unlike {@link SourceNode} it goes into lists and mappings. Immutable once made.
 */
final class Place {
    private final Map<String, Place> members = new LinkedHashMap<>();
    private final List<Optional<Pii>> declared = new ArrayList<>();
    private @Nullable Place elements;
    private @Nullable Place values;
    private boolean whole;
    private MemberTable table = new MemberTable(List.of());
    private Place[] ordered = new Place[0];
    /** Where it stands in the record, for people. */
    private String path = "";
    /** What stands before a member's name in a {@code path:} option. */
    private String from = "";
    /** The contract's row whose fields are found here or, when there is none, of the nearest place above that is one. */
    private String declaredAt = "";

    private boolean row;
    private @Nullable Pii pii;
    private boolean holdsPii;

    private Place() {}

    /** The tree of a record's places; its root is the record itself. */
    static Place of(RecordType type) {
        Place root = new Place();
        root.row(type, root, "");
        root.index("", "", "");
        return root;
    }

    private void row(RecordType type, Place root, String contractPath) {
        row = true;
        declaredAt = contractPath;
        for (Field field : type.fields()) {
            Place place = field.path().map(root::descend).orElseGet(() -> child(field.name()));
            place.declared.add(field.pii());
            String own = contractPath.isEmpty() ? field.name() : contractPath + "." + field.name();
            place.value(field.type(), field.pii(), root, own);
        }
    }

    private void value(Type type, Optional<Pii> pii, Place root, String contractPath) {
        if (type instanceof RecordType nested) {
            row(nested, root, contractPath);
        } else if (type instanceof Type.ListOf list) {
            elements = elements == null ? new Place() : elements;
            elements.element(list.element(), pii, contractPath);
        } else if (type instanceof Type.MapOf map) {
            values = values == null ? new Place() : values;
            values.element(map.value(), pii, contractPath);
        } else {
            whole = true;
        }
    }

    private void element(Type type, Optional<Pii> pii, String contractPath) {
        declared.add(pii);
        value(type, pii, this, contractPath);
    }

    private Place descend(String dotted) {
        Place place = this;
        for (String name : dotted.split("\\.", -1)) {
            place = place.child(name);
        }
        return place;
    }

    private Place child(String name) {
        return members.computeIfAbsent(name, n -> new Place());
    }

    private void index(String at, String before, String rowAbove) {
        path = at;
        from = before;
        declaredAt = row ? declaredAt : rowAbove;
        List<Member> list = new ArrayList<>();
        members.keySet().forEach(name -> list.add(new Member(name, list.size(), list.size(), Target.NOTHING)));
        table = new MemberTable(list);
        ordered = members.values().toArray(new Place[0]);
        List<Place> below = below();
        members.forEach(
                (name, place) -> place.index(at.isEmpty() ? name : at + "." + name, before + name + ".", declaredAt));
        if (elements != null) {
            elements.index(at + "[]", "", declaredAt);
        }
        if (values != null) {
            values.index(at + ".*", "", declaredAt);
        }
        pii = declared.stream().flatMap(Optional::stream).findFirst().orElse(null);
        holdsPii = pii != null || below.stream().anyMatch(p -> p.holdsPii);
    }

    private List<Place> below() {
        List<Place> below = new ArrayList<>(members.values());
        Optional.ofNullable(elements).ifPresent(below::add);
        Optional.ofNullable(values).ifPresent(below::add);
        return below;
    }

    /** The place of a member of the object that stands here; null when the contract does not look there. */
    @Nullable
    Place member(byte[] name, int from, int length) {
        Member member = table.find(name, from, length);
        return member == null ? values : ordered[member.position];
    }

    /** The place of each element of the array that stands here; null when the contract does not look there. */
    @Nullable
    Place elements() {
        return elements;
    }

    String path() {
        return path;
    }

    String from() {
        return from;
    }

    String declaredAt() {
        return declaredAt;
    }

    /** Whether the fields of a row of the contract are looked for here. */
    boolean isRow() {
        return row;
    }

    /** Whether an object is looked into. */
    boolean isObject() {
        return !members.isEmpty() || values != null;
    }

    /** Whether some field takes the value as it is, so that nothing in it is unknown. */
    boolean isWhole() {
        return whole;
    }

    /** What is done to the value that stands here; null when it is no personal data. */
    @Nullable
    Pii pii() {
        return pii;
    }

    /** Whether fields that are found here do not agree on what is done to the value. */
    private boolean disagrees() {
        return declared.stream().distinct().count() > 1;
    }

    /** Whether personal data stand here or below. */
    boolean holdsPii() {
        return holdsPii;
    }

    /** The dotted paths of places where fields do not agree on what is done to the value. */
    static List<String> disagreements(RecordType type) {
        List<String> paths = new ArrayList<>();
        of(type).disagreements("", paths);
        return paths;
    }

    private void disagreements(String path, List<String> out) {
        if (disagrees()) {
            out.add(path);
        }
        members.forEach((name, place) -> place.disagreements(path.isEmpty() ? name : path + "." + name, out));
        Optional.ofNullable(elements).ifPresent(place -> place.disagreements(path + "[]", out));
        Optional.ofNullable(values).ifPresent(place -> place.disagreements(path + ".*", out));
    }
}

package dev.runnel.core.codec;

import dev.runnel.core.codec.ObjectReader.Unknown;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a record type into a {@link RowDecoder}, collecting what in it cannot be compiled. Used once. */
final class RowCompiler {
    private final Layout layout;
    private final UnknownFields unknownFields;
    private final List<Violation> problems;

    private final List<@Nullable ValueReader> readers = new ArrayList<>();
    /** See {@link Workspace#next}. */
    private final List<Integer> order = new ArrayList<>();

    private final Constraints constraints;
    private int elementDecoders;

    /** @param problems where to report fallbacks and constraints that do not fit their fields */
    RowCompiler(RecordType type, UnknownFields unknownFields, List<Violation> problems) {
        this.layout = new Layout(type);
        this.unknownFields = unknownFields;
        this.problems = problems;
        this.constraints = new Constraints(problems);
    }

    RowDecoder compile() {
        List<SourceNode> places = new ArrayList<>();
        SourceNode tree = SourceNode.treeOf(layout, places);
        for (int i = 0; i < layout.size(); i++) {
            Layout.Slot slot = layout.slot(i);
            readers.add(SourceNode.isRow(slot) ? null : reader(slot.field().type(), slot.field(), slot.path()));
        }
        Target[] targets = new Target[layout.size()];
        boolean hides = holdsPii(layout.type());
        ObjectTarget root = new ObjectTarget(new int[0], object(tree, targets, false), hides);
        CompletionPlan plan = new CompletionPlan(layout, targets);
        RowDecoder decoder = new RowDecoder(
                layout,
                readers,
                root,
                plan.completion(),
                order.stream().mapToInt(Integer::intValue).toArray(),
                elementDecoders,
                constraints.patterns(),
                hides);
        plan.checkFallbacks(decoder.newRecord(), problems);
        return decoder;
    }

    /** @param taken whether some field takes the whole value, so that nothing in it is unknown */
    private ObjectReader object(SourceNode node, Target[] targets, boolean taken) {
        int id = order.size();
        order.add(0);
        int first = order.size();
        for (int i = 0; i < node.children.size(); i++) {
            order.add(i + 1);
        }
        List<Member> members = new ArrayList<>();
        node.children.forEach((name, child) -> {
            int position = members.size();
            members.add(new Member(name, first + position, position, target(child, targets, taken)));
        });
        return new ObjectReader(node.path, id, members, below(node), unknown(taken));
    }

    private Unknown unknown(boolean taken) {
        if (taken) {
            return Unknown.IGNORE;
        }
        return unknownFields == UnknownFields.REJECT ? Unknown.REJECT : Unknown.NOTE;
    }

    private Target target(SourceNode node, Target[] targets, boolean taken) {
        List<Target> all = new ArrayList<>();
        List<Layout.Slot> rows = new ArrayList<>();
        for (Layout.Slot slot : node.fields) {
            if (SourceNode.isRow(slot)) {
                rows.add(slot);
            } else {
                Target target = valueTarget(slot);
                targets[slot.index()] = target;
                all.add(target);
            }
        }
        if (node.isObject()) {
            boolean whole = taken || !all.isEmpty();
            int[] indexes = rows.stream().mapToInt(Layout.Slot::index).toArray();
            Target target = new ObjectTarget(indexes, object(node, targets, whole), holdsPii(node));
            Arrays.stream(indexes).forEach(i -> targets[i] = target);
            all.add(target);
        }
        return Target.all(all);
    }

    private ValueTarget valueTarget(Layout.Slot slot) {
        ValueReader reader = readers.get(slot.index());
        if (reader == null) {
            throw new IllegalStateException(slot.path() + " is a row");
        }
        return new ValueTarget(
                slot.index(), reader, constraints.compile(slot.field(), slot.path(), reader), holdsPii(slot.field()));
    }

    private static boolean holdsPii(SourceNode node) {
        return node.fields.stream().anyMatch(slot -> holdsPii(slot.field()))
                || node.children.values().stream().anyMatch(RowCompiler::holdsPii);
    }

    private static boolean holdsPii(Field field) {
        return field.pii().isPresent() || holdsPii(field.type());
    }

    private static boolean holdsPii(Type type) {
        if (type instanceof Type.ListOf list) {
            return holdsPii(list.element());
        }
        if (type instanceof Type.MapOf map) {
            return holdsPii(map.value());
        }
        return type instanceof RecordType row && row.fields().stream().anyMatch(RowCompiler::holdsPii);
    }

    private static int[] below(SourceNode node) {
        List<Integer> slots = new ArrayList<>();
        collect(node, slots);
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void collect(SourceNode node, List<Integer> slots) {
        for (SourceNode child : node.children.values()) {
            child.fields.forEach(slot -> slots.add(slot.index()));
            collect(child, slots);
        }
    }

    private ValueReader reader(Type type, Field field, String path) {
        if (type instanceof Primitive primitive) {
            return primitive(primitive, field);
        }
        if (type instanceof Type.Decimal decimal) {
            return new DecimalReader(decimal);
        }
        if (type instanceof Type.ListOf list) {
            return new ListReader(reader(list.element(), field, path));
        }
        if (type instanceof Type.MapOf map) {
            return new MapReader(reader(map.value(), field, path));
        }
        return rowReader((RecordType) type, path);
    }

    private RowReader rowReader(RecordType type, String path) {
        List<Violation> inside = new ArrayList<>();
        RowDecoder decoder = new RowCompiler(type, unknownFields, inside).compile();
        for (Violation v : inside) {
            problems.add(new Violation(v.reason(), path + "[]." + v.field(), v.message(), -1));
        }
        return new RowReader(elementDecoders++, type, decoder);
    }

    private static ValueReader primitive(Primitive type, Field field) {
        return switch (type) {
            case BOOLEAN -> new BooleanReader();
            case INT -> new IntegerReader(false);
            case BIGINT -> new IntegerReader(true);
            case FLOAT -> new FloatingReader(false);
            case DOUBLE -> new FloatingReader(true);
            case STRING -> new TextReader(false);
            case BYTES -> new TextReader(true);
            case DATE -> new CalendarReader(CalendarReader.Kind.DATE);
            case TIME -> new CalendarReader(CalendarReader.Kind.TIME);
            case TIMESTAMP ->
                field.timeFormat() == TimeFormat.ISO
                        ? new CalendarReader(CalendarReader.Kind.TIMESTAMP)
                        : new EpochReader(field.timeFormat());
            case JSON -> new JsonTextReader();
        };
    }
}

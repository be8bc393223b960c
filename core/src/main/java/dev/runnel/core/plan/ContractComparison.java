package dev.runnel.core.plan;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Decimal;
import dev.runnel.core.contract.Type.ListOf;
import dev.runnel.core.contract.Type.MapOf;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.plan.FieldChange.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds how two versions of a contract differ, field by field, in rows, lists and maps too. */
public final class ContractComparison {
    private final List<FieldChange> changes = new ArrayList<>();

    private ContractComparison() {}

    /** Every difference, in the order of the older contract's fields, then new ones; empty when there is none. */
    public static List<FieldChange> of(RecordType before, RecordType after) {
        ContractComparison comparison = new ContractComparison();
        comparison.rows("", before, after);
        return List.copyOf(comparison.changes);
    }

    private void rows(String parent, RecordType before, RecordType after) {
        List<Field> gone = before.fields().stream()
                .filter(f -> after.field(f.name()).isEmpty())
                .toList();
        List<Field> fresh = after.fields().stream()
                .filter(f -> before.field(f.name()).isEmpty())
                .toList();
        for (Field was : before.fields()) {
            after.field(was.name())
                    .ifPresentOrElse(
                            is -> fields(parent + was.name(), was, is), () -> removed(parent, was, gone, fresh));
        }
        fresh.stream().filter(is -> !isRenaming(is, gone, fresh)).forEach(is -> added(parent, is));
    }

    private void removed(String parent, Field was, List<Field> gone, List<Field> fresh) {
        String path = parent + was.name();
        List<Field> alike = alike(was, fresh);
        if (alike.size() == 1 && alike(was, gone).size() == 1) {
            add(path, Kind.RENAMED, declaration(was), parent + alike.get(0).name());
        } else {
            add(path, was.required() ? Kind.REMOVED_REQUIRED : Kind.REMOVED, declaration(was), "");
        }
    }

    private static boolean isRenaming(Field is, List<Field> gone, List<Field> fresh) {
        return alike(is, gone).size() == 1 && alike(is, fresh).size() == 1;
    }

    private static List<Field> alike(Field field, List<Field> others) {
        return others.stream().filter(f -> f.type().equals(field.type())).toList();
    }

    private void added(String parent, Field is) {
        boolean older = !is.required() || is.fallback().isPresent();
        add(parent + is.name(), older ? Kind.ADDED : Kind.ADDED_REQUIRED, "", declaration(is));
    }

    private void fields(String path, Field was, Field is) {
        types(path, was.type(), is.type());
        if (was.required() && !is.required()) {
            add(path, Kind.MADE_OPTIONAL, declaration(was), declaration(is));
        } else if (!was.required() && is.required() && is.fallback().isEmpty()) {
            add(path, Kind.MADE_REQUIRED, declaration(was), declaration(is));
        } else if (!sameRules(was, is)) {
            add(path, Kind.RULES, declaration(was), declaration(is));
        }
    }

    private static boolean sameRules(Field was, Field is) {
        Field same = new Field(
                was.name(),
                was.type(),
                is.required(),
                is.constraints(),
                is.path(),
                is.fallback(),
                is.timeFormat(),
                was.description());
        return was.equals(same);
    }

    private void types(String path, Type was, Type is) {
        if (was instanceof RecordType before && is instanceof RecordType after) {
            rows(path + ".", before, after);
        } else if (was instanceof ListOf before && is instanceof ListOf after) {
            types(path + "[]", before.element(), after.element());
        } else if (was instanceof MapOf before && is instanceof MapOf after) {
            types(path + "{}", before.value(), after.value());
        } else if (!was.equals(is)) {
            Kind kind = widens(was, is) ? Kind.WIDENED : widens(is, was) ? Kind.NARROWED : Kind.RETYPED;
            add(path, kind, was.text(), is.text());
        }
    }

    /** The promotions that Iceberg's specification allows, so that files written before are read as the wider type. */
    static boolean widens(Type from, Type to) {
        if (from instanceof Decimal a && to instanceof Decimal b) {
            return a.scale() == b.scale() && b.precision() > a.precision();
        }
        return from == Primitive.INT && to == Primitive.BIGINT || from == Primitive.FLOAT && to == Primitive.DOUBLE;
    }

    private static String declaration(Field field) {
        return field.type().text() + (field.required() ? "!" : "");
    }

    private void add(String path, Kind kind, String was, String is) {
        changes.add(new FieldChange(path, kind, was, is));
    }
}

package dev.runnel.connectors.lake.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Compares a table's columns with those of the rows to come, by name. New ones are added (as optional, since the rows
 * already there have none), types are widened where Iceberg's specification allows it, required columns become optional,
 * columns that the rows no longer have stay behind the others as optional ones, and the order is made the rows', which the
 * writer relies on; anything else is a problem.
 */
final class SchemaChange {
    private final UpdateSchema update;
    private final List<String> problems = new ArrayList<>();
    private boolean changes;

    SchemaChange(UpdateSchema update) {
        this.update = update;
    }

    /** Why the table cannot take the rows; empty when it can. */
    List<String> problems() {
        return problems;
    }

    /** Whether there is anything to commit. */
    boolean changes() {
        return changes;
    }

    /**
     * @param parent full name of the struct in the table; empty for the top
     */
    void compare(String parent, Types.StructType has, Types.StructType wants) {
        for (Types.NestedField field : has.fields()) {
            if (wants.field(field.name()) == null) {
                leave(parent, field);
            }
        }
        for (Types.NestedField field : wants.fields()) {
            Types.NestedField old = has.field(field.name());
            if (old == null) {
                add(parent, field);
            } else {
                compareField(below(parent, field), old.isOptional(), old.type(), field.isOptional(), field.type());
            }
        }
        if (problems.isEmpty()) {
            order(parent, has, wants);
        }
    }

    /** What is in the files already is kept, and the rows to come have null there. */
    private void leave(String parent, Types.NestedField field) {
        if (!parent.isEmpty()) {
            problems.add("the table has '" + below(parent, field) + "', the rows no longer do");
        } else if (field.isRequired()) {
            update.makeColumnOptional(field.name());
            changes = true;
        }
    }

    private void add(String parent, Types.NestedField field) {
        if (parent.isEmpty()) {
            update.addColumn(field.name(), field.type());
        } else {
            update.addColumn(parent, field.name(), field.type());
        }
        changes = true;
    }

    private void compareField(String name, boolean oldOptional, Type old, boolean optional, Type type) {
        if (optional && !oldOptional) {
            update.makeColumnOptional(name);
            changes = true;
        }
        if (old.isStructType() && type.isStructType()) {
            compare(name, old.asStructType(), type.asStructType());
        } else if (old.isListType() && type.isListType()) {
            Types.ListType a = old.asListType();
            Types.ListType b = type.asListType();
            compareField(
                    name + ".element", a.isElementOptional(), a.elementType(), b.isElementOptional(), b.elementType());
        } else if (old.isMapType() && type.isMapType()) {
            Types.MapType a = old.asMapType();
            Types.MapType b = type.asMapType();
            compareField(name + ".key", true, a.keyType(), true, b.keyType());
            compareField(name + ".value", a.isValueOptional(), a.valueType(), b.isValueOptional(), b.valueType());
        } else if (old.equals(type)) {
            return;
        } else if (old.isPrimitiveType()
                && type.isPrimitiveType()
                && TypeUtil.isPromotionAllowed(old, type.asPrimitiveType())) {
            update.updateColumn(name, type.asPrimitiveType());
            changes = true;
        } else {
            problems.add("'" + name + "' is " + old + " in the table and " + type + " in the rows");
        }
    }

    private void order(String parent, Types.StructType has, Types.StructType wants) {
        List<String> now = new ArrayList<>(
                has.fields().stream().map(Types.NestedField::name).toList());
        List<String> then = wants.fields().stream().map(Types.NestedField::name).toList();
        List<String> wanted = new ArrayList<>(then);
        now.stream().filter(name -> !then.contains(name)).forEach(wanted::add);
        then.stream().filter(name -> !now.contains(name)).forEach(now::add);
        if (now.equals(wanted)) {
            return;
        }
        String before = "";
        for (Types.NestedField field : wants.fields()) {
            String name = below(parent, field);
            if (before.isEmpty()) {
                update.moveFirst(name);
            } else {
                update.moveAfter(name, before);
            }
            before = name;
        }
        changes = true;
    }

    private static String below(String parent, Types.NestedField field) {
        return parent.isEmpty() ? field.name() : parent + "." + field.name();
    }
}

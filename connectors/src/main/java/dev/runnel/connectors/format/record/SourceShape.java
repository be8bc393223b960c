package dev.runnel.connectors.format.record;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract seen from the file: the fields under the names of the columns where their values are found. It says how a
 * cell is written, since a cell's text alone does not tell a number from a text.
 */
public final class SourceShape {
    private SourceShape() {}

    /**
     * The columns of a contract. Where two fields are found in one column, text goes before any other type, and else the
     * first of them counts.
     */
    public static RecordType of(RecordType contract) {
        Map<String, Field> columns = new LinkedHashMap<>();
        for (Field field : contract.fields()) {
            add(columns, List.of(field.path().orElse(field.name()).split("\\.", -1)), field);
        }
        return new RecordType(List.copyOf(columns.values()));
    }

    private static void add(Map<String, Field> columns, List<String> path, Field field) {
        String name = path.get(0);
        Field known = columns.get(name);
        if (path.size() == 1) {
            if (known == null || field.type() == Type.Primitive.STRING) {
                columns.put(name, plain(name, field.type(), field));
            }
            return;
        }
        if (known != null && !(known.type() instanceof RecordType)) {
            return;
        }
        Map<String, Field> inside = new LinkedHashMap<>();
        if (known != null && known.type() instanceof RecordType row) {
            new ArrayList<>(row.fields()).forEach(f -> inside.put(f.name(), f));
        }
        add(inside, path.subList(1, path.size()), field);
        columns.put(name, Field.of(name, new RecordType(List.copyOf(inside.values())), false));
    }

    private static Field plain(String name, Type type, Field field) {
        return new Field(name, type, false, List.of(), Optional.empty(), Optional.empty(), field.timeFormat(), "");
    }
}

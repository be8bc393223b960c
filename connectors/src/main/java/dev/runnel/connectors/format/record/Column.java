package dev.runnel.connectors.format.record;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.runnel.core.contract.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column of a table in a file.
 *
 * @param name the name of its member
 * @param kind what the contract expects of its cells
 */
public record Column(SerializableString name, CellKind kind) {
    /** Columns of one file; more are refused. */
    public static final int MOST = 10_000;

    /** A column of that name. */
    public static Column of(String name, RecordType shape) {
        return new Column(new SerializedString(name), CellKind.of(shape, name));
    }

    /**
     * Columns for the names of a header. A name that is empty becomes {@code c} and the column's number, from 1; one that
     * stands there a second time gets {@code _2}, a third time {@code _3}, behind it.
     */
    public static List<Column> of(List<String> header, RecordType shape) {
        Set<String> written = new HashSet<>(header);
        Set<String> taken = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).isEmpty() ? numbered(i) : header.get(i);
            String free = name;
            for (int n = 2; taken.contains(free) || (n > 2 && written.contains(free)); n++) {
                free = name + "_" + n;
            }
            taken.add(free);
            columns.add(of(free, shape));
        }
        return List.copyOf(columns);
    }

    /** The name of a column that has none, {@code c1} for the first. */
    public static String numbered(int index) {
        return "c" + (index + 1);
    }
}

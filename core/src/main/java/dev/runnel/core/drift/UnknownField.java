package dev.runnel.core.drift;

import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import java.util.Optional;

/**
 * A field in a record that its contract does not name.
 *
 * @param path where it stands in the record, for people: {@code event.campaign}, {@code items[].color}
 * @param parent dotted path of the row in the contract under whose {@code fields:} it can be declared; empty at the top
 * @param name its key
 * @param from what stands before the name in a {@code path:} option; empty, or ends with a dot
 * @param own whether the row's fields are looked for just where it stands, so that no {@code path:} is needed
 */
public record UnknownField(String path, String parent, String name, String from, boolean own) {

    /** Whether a contract, which may be a later one, has the row and still does not name the field. */
    public boolean isUnknownIn(RecordType contract) {
        return row(contract).filter(row -> !names(row)).isPresent() && !pointsHere(contract);
    }

    /** The row of a contract that can declare it. */
    Optional<RecordType> row(RecordType contract) {
        Optional<RecordType> row = Optional.of(contract);
        for (String step : parent.isEmpty() ? new String[0] : parent.split("\\.")) {
            row = row.flatMap(r -> r.field(step)).flatMap(f -> rowIn(f.type()));
        }
        return row;
    }

    private static Optional<RecordType> rowIn(Type type) {
        if (type instanceof Type.ListOf list) {
            return rowIn(list.element());
        }
        if (type instanceof Type.MapOf map) {
            return rowIn(map.value());
        }
        return type instanceof RecordType row ? Optional.of(row) : Optional.empty();
    }

    private boolean names(RecordType row) {
        Optional<Field> sameName = row.field(name).filter(f -> own && f.path().isEmpty());
        return sameName.isPresent() || pointsHere(row);
    }

    private boolean pointsHere(RecordType row) {
        return row.fields().stream()
                .anyMatch(f -> f.path().filter((from + name)::equals).isPresent()
                        || f.type() instanceof RecordType nested && pointsHere(nested));
    }
}

package dev.runnel.core.contract;

import java.util.List;
import java.util.Optional;

/** The fields of a record or of a nested row, in the order of the contract; names are unique. */
public record RecordType(List<Field> fields) implements Type {
    public RecordType {
        fields = List.copyOf(fields);
        if (fields.stream().map(Field::name).distinct().count() != fields.size()) {
            throw new IllegalArgumentException("a field name stands twice");
        }
    }

    @Override
    public String text() {
        return Type.textOf(this);
    }

    /** The field of that name at this level. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** The field at a dotted path through nested rows, {@code event.timestamp}. */
    public Optional<Field> at(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return field(path);
        }
        return field(path.substring(0, dot))
                .filter(f -> f.type() instanceof RecordType)
                .flatMap(f -> ((RecordType) f.type()).at(path.substring(dot + 1)));
    }
}

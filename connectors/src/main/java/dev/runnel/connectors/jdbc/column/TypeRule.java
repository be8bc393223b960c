package dev.runnel.connectors.jdbc.column;

import dev.runnel.core.contract.Type;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * How the columns of some types are read: the mapping and its documentation in one.
 *
 * @param types the database's types, for people
 * @param contract the contract's type for them, for people
 * @param note what else is to be known; may be empty
 * @param takes whether a column is of these types
 */
public record TypeRule(
        String types,
        String contract,
        String note,
        Predicate<Column> takes,
        BiFunction<Column, Moments, ColumnReading> reading) {
    private static final int MOST_DIGITS = 38;

    /** Columns whose type has one of these names (see {@link #named}), all of one contract's type. */
    public static TypeRule of(String types, Type type, Cell cell, String note, String... names) {
        return new TypeRule(types, type.text(), note, named(names), (column, moments) -> new ColumnReading(type, cell));
    }

    /** Dates and times, which the zone and the field's format matter for. */
    public static TypeRule moments(
            String types, Type type, BiFunction<Column, Moments, Cell> cell, String note, String... names) {
        return new TypeRule(
                types,
                type.text(),
                note,
                named(names),
                (column, moments) -> new ColumnReading(type, cell.apply(column, moments)));
    }

    /** Exact numbers, digit by digit. */
    public static TypeRule decimals(String types, String note, String... names) {
        return new TypeRule(types, "decimal(p,s)", note, named(names), (column, moments) -> {
            Type type = decimal(column);
            return new ColumnReading(type, type == Type.Primitive.STRING ? Cells.TEXT : Cells.DIGITS);
        });
    }

    /** Whether a column's type has one of these names, its parameters left out; any where there are none. */
    public static Predicate<Column> named(String... names) {
        Set<String> known = Set.of(names);
        return column -> known.isEmpty() || known.contains(column.bareType());
    }

    /**
     * 38 digits are the most: without a precision 18 of them stand behind the point; more digits are text. A scale beyond
     * all digits is PostgreSQL's way to tell of a negative one.
     */
    private static Type decimal(Column column) {
        if (column.precision() > MOST_DIGITS || column.scale() < 0) {
            return Type.Primitive.STRING;
        }
        if (column.precision() == 0 || column.scale() > MOST_DIGITS) {
            return new Type.Decimal(MOST_DIGITS, 18);
        }
        return new Type.Decimal(Math.max(column.precision(), column.scale()), column.scale());
    }
}

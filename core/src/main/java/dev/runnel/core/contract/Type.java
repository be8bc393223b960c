package dev.runnel.core.contract;

import java.util.Locale;
import java.util.stream.Collectors;

/** The type of a field: a closed set, the same in YAML, SQL, files and documents. */
public sealed interface Type permits Type.Primitive, Type.Decimal, Type.ListOf, Type.MapOf, RecordType {

    /** How the type is written in a contract, {@code decimal(10,2)} or {@code list<string>}. */
    String text();

    /** Types without parameters. Instants have microsecond precision; times of day have millisecond precision. */
    enum Primitive implements Type {
        BOOLEAN,
        INT,
        BIGINT,
        FLOAT,
        DOUBLE,
        STRING,
        BYTES,
        DATE,
        TIME,
        TIMESTAMP,
        /** Any JSON value, kept as its text. */
        JSON;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An exact number.
     *
     * @param precision digits in all, 1 to 38
     * @param scale digits after the point, 0 to {@code precision}
     */
    record Decimal(int precision, int scale) implements Type {
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale
                        + ") is not possible: precision is 1 to 38, scale 0 to precision");
            }
        }

        @Override
        public String text() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    record ListOf(Type element) implements Type {
        @Override
        public String text() {
            return "list<" + element.text() + ">";
        }
    }

    /** A mapping from strings to values of one type. */
    record MapOf(Type value) implements Type {
        @Override
        public String text() {
            return "map<" + value.text() + ">";
        }
    }

    /** The text of a record type: {@code row<id bigint!, name string>}. */
    static String textOf(RecordType row) {
        return row.fields().stream()
                .map(f -> f.name() + " " + f.type().text() + (f.required() ? "!" : ""))
                .collect(Collectors.joining(", ", "row<", ">"));
    }
}

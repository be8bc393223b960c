package dev.runnel.connectors.jdbc.column;

import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.Predicate;

/** Cells of all kinds but dates and times. */
public final class Cells {
    /** The database's own text. */
    public static final Cell TEXT = ofText(RowJson::text);

    /** Numbers by their digits. */
    public static final Cell DIGITS = ofText(RowJson::digits);

    public static final Cell JSON = ofText(RowJson::json);

    public static final Cell BYTES = (rows, index, out) -> {
        byte[] value = rows.getBytes(index);
        if (value == null) {
            out.nothing();
        } else {
            out.bytes(value);
        }
    };

    public static final Cell BOOLEAN = (rows, index, out) -> {
        boolean value = rows.getBoolean(index);
        if (rows.wasNull()) {
            out.nothing();
        } else {
            out.flag(value);
        }
    };

    /** Bits as the number that they spell. */
    public static final Cell BITS = (rows, index, out) -> {
        byte[] value = rows.getBytes(index);
        if (value == null) {
            out.nothing();
        } else {
            out.digits(new BigInteger(1, value).toString());
        }
    };

    /** A single bit as false or true. */
    public static final Cell BIT = (rows, index, out) -> {
        byte[] value = rows.getBytes(index);
        if (value == null) {
            out.nothing();
        } else {
            out.flag(new BigInteger(1, value).signum() != 0);
        }
    };

    /** Years of four digits as numbers. */
    public static final Cell YEAR = ofText((out, text) -> out.whole(Long.parseLong(text)));

    /** 0 and 1 as false and true; other numbers are refused. */
    public static final Cell ZERO_OR_ONE = ofText((out, text) -> {
        if (text.equals("0") || text.equals("1")) {
            out.flag(text.equals("1"));
        } else {
            out.refuse(
                    Reason.RANGE,
                    text,
                    "is neither 0 nor 1: set 'tinyint1_as_boolean: false' and declare the field int");
        }
    });

    private Cells() {}

    interface TextWriter {
        void write(RowJson out, String text) throws IOException;
    }

    static Cell ofText(TextWriter writer) {
        return (rows, index, out) -> {
            String text = rows.getString(index);
            if (text == null) {
                out.nothing();
            } else {
                writer.write(out, text);
            }
        };
    }

    /**
     * Values by what each of them is, whatever its column is declared as, which is how SQLite keeps them.
     *
     * @param flags whether 0 and 1 are false and true
     * @param json whether text is JSON
     * @param moments reads text of points in time that lie in no zone
     */
    public static Cell ofStorage(boolean flags, boolean json, Predicate<String> isMoment, Moments moments) {
        return (rows, index, out) -> {
            Object value = rows.getObject(index);
            if (value == null) {
                out.nothing();
            } else if (value instanceof byte[] bytes) {
                out.bytes(bytes);
            } else if (value instanceof Double number) {
                out.floating(number);
            } else if (value instanceof Number number) {
                if (flags && number.longValue() >> 1 == 0) {
                    out.flag(number.longValue() == 1);
                } else {
                    out.whole(number.longValue());
                }
            } else if (json) {
                out.json(value.toString());
            } else if (isMoment.test(value.toString())) {
                moments.local(out, value.toString());
            } else {
                out.text(value.toString());
            }
        };
    }
}

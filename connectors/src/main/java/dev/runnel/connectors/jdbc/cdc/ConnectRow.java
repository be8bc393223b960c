package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.column.RowJson;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One value of a change as a result of one column, with the text that the database itself would have written: what reads
 * the values of tables reads those of changes too. Not thread safe.
 */
final class ConnectRow {
    private static final List<Integer> UNCHANGED_INTS = new ArrayList<>();
    private static final List<Long> UNCHANGED_LONGS = new ArrayList<>();

    static {
        for (byte b : TaskProperties.UNCHANGED.getBytes(StandardCharsets.UTF_8)) {
            UNCHANGED_INTS.add((int) b);
            UNCHANGED_LONGS.add((long) b);
        }
    }

    private final boolean isPostgres;
    private final ResultSet result;
    private @Nullable Schema schema;
    private @Nullable Object value;
    private String type = "";
    private int digits = -1;

    ConnectRow(Server server) {
        this.isPostgres = server == Server.POSTGRES;
        this.result = (ResultSet) Proxy.newProxyInstance(
                ConnectRow.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (p, m, a) -> switch (m.getName()) {
                    case "getString" -> text();
                    case "getBytes" -> bytes();
                    case "getBoolean" -> value != null && (value.equals(true) || "1".equals(text()));
                    case "wasNull" -> value == null;
                    case "getObject" -> value;
                    default -> throw new SQLFeatureNotSupportedException(m.getName());
                });
    }

    /** Whether PostgreSQL left a large value out since it did not change. */
    static boolean isUnchanged(@Nullable Object value) {
        if (value instanceof String text) {
            return text.equals(TaskProperties.UNCHANGED);
        }
        if (value instanceof ByteBuffer bytes) {
            return bytes.equals(ByteBuffer.wrap(TaskProperties.UNCHANGED.getBytes(StandardCharsets.UTF_8)));
        }
        return value instanceof List<?> list
                && (list.equals(List.of(TaskProperties.UNCHANGED))
                        || list.equals(UNCHANGED_INTS)
                        || list.equals(UNCHANGED_LONGS));
    }

    /** Takes a value of a column that is not known. */
    void set(Schema ofValue, @Nullable Object newValue) {
        set(ofValue, newValue, "", -1);
    }

    /**
     * Takes a value.
     *
     * @param columnType the database's own name of it, without parameters
     * @param columnDigits behind the point, or behind the second; -1 when that is not known
     */
    void set(Schema ofValue, @Nullable Object newValue, String columnType, int columnDigits) {
        schema = ofValue;
        value = newValue;
        type = columnType;
        digits = columnDigits;
    }

    ResultSet asResult() {
        return result;
    }

    /** Writes the value by what it is, for a column that is not known any more. */
    void write(RowJson out) throws IOException {
        String text = text();
        if (text == null) {
            out.nothing();
        } else if (value instanceof Boolean flag) {
            out.flag(flag);
        } else if (value instanceof Number) {
            out.digits(text);
        } else {
            out.text(text);
        }
    }

    private @Nullable String text() {
        Object known = value;
        if (known == null) {
            return null;
        }
        if (known instanceof Boolean flag) {
            return isPostgres ? flag ? "t" : "f" : flag ? "1" : "0";
        }
        if (!isPostgres && known instanceof Number number) {
            return BinlogText.of(number, schema == null ? null : schema.name(), digits);
        }
        if (known instanceof ByteBuffer || known instanceof byte[]) {
            return ofBytes();
        }
        if (known instanceof List<?> list) {
            return ConnectArray.json(list, schema == null ? null : schema.valueSchema(), type);
        }
        if (known instanceof Struct struct) {
            return ofStruct(struct);
        }
        return known instanceof String text ? ofText(text) : known.toString();
    }

    private String ofText(String text) {
        if (type.equals("numeric")) {
            return switch (text) {
                case "NAN" -> "NaN";
                case "POSITIVE_INFINITY" -> "Infinity";
                case "NEGATIVE_INFINITY" -> "-Infinity";
                default -> text;
            };
        }
        String name = schema == null || schema.name() == null ? "" : schema.name();
        return switch (name) {
            case "io.debezium.time.IsoDate", "io.debezium.time.IsoTime", "io.debezium.time.IsoTimestamp" ->
                withoutZ(text);
            case "io.debezium.time.ZonedTimestamp" -> isPostgres ? text : withoutZ(text);
            case "io.debezium.time.ZonedTime" -> text.endsWith("Z") ? withoutZ(text) + "+00" : text;
            default -> text;
        };
    }

    private static String withoutZ(String text) {
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }

    /** The point of PostgreSQL; other shapes are hexadecimal well-known binary. */
    private static String ofStruct(Struct struct) {
        if (struct.schema().field("x") != null && struct.schema().field("y") != null) {
            return "(" + plain(struct.getFloat64("x")) + "," + plain(struct.getFloat64("y")) + ")";
        }
        if (struct.schema().field("wkb") != null) {
            return HexFormat.of().formatHex(struct.getBytes("wkb"));
        }
        return struct.toString();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    private String ofBytes() {
        byte[] bytes = raw();
        Schema known = schema;
        if (known != null && isPostgres && isBits()) {
            int length = Integer.parseInt(known.parameters().get("length"));
            StringBuilder bits = new StringBuilder();
            for (int i = length - 1; i >= 0; i--) {
                boolean set = i / Byte.SIZE < bytes.length && (bytes[i / Byte.SIZE] >> i % Byte.SIZE & 1) == 1;
                bits.append(set ? '1' : '0');
            }
            return bits.toString();
        }
        return type.equals("bytea")
                ? "\\x" + HexFormat.of().formatHex(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private boolean isBits() {
        return schema != null && "io.debezium.data.Bits".equals(schema.name());
    }

    private byte @Nullable [] bytes() {
        if (value == null) {
            return null;
        }
        if (value instanceof Boolean flag) {
            return new byte[] {(byte) (flag ? 1 : 0)};
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return isBits() ? turned(raw()) : raw();
    }

    /** The least byte comes first in a change, and last in a database. */
    private static byte[] turned(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }

    private byte[] raw() {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }
}

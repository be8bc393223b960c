package dev.runnel.connectors.jdbc.dialect;

import dev.runnel.connectors.jdbc.column.Cells;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.ColumnReading;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.column.TypeRule;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** H2: values come as the text that it writes, arrays as the JSON that it makes of them. */
final class H2Reads extends ReadDialect {
    private static final String ARRAY = " array";

    H2Reads() {
        super(Database.H2);
    }

    @Override
    public String address(String url) {
        return url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=") ? url : url + ";IFEXISTS=TRUE";
    }

    @Override
    public List<String> session() {
        return List.of("SET TIME ZONE 'UTC'", "SET LAZY_QUERY_EXECUTION 1");
    }

    @Override
    public List<TypeRule> rules(boolean tinyintAsBoolean) {
        return List.of(
                TypeRule.of("`boolean`", Primitive.BOOLEAN, Cells.BOOLEAN, "", "boolean"),
                TypeRule.of(
                        "`tinyint`, `smallint`, `integer`",
                        Primitive.INT,
                        Cells.DIGITS,
                        "",
                        "tinyint",
                        "smallint",
                        "integer"),
                TypeRule.of("`bigint`", Primitive.BIGINT, Cells.DIGITS, "", "bigint"),
                TypeRule.decimals(
                        "`numeric`, `decfloat`",
                        "Of more than 38 digits, and `decfloat`: `string`. `NaN` and infinities are refused.",
                        "numeric",
                        "decfloat"),
                TypeRule.of("`real`", Primitive.FLOAT, Cells.DIGITS, "`NaN` and infinities are refused.", "real"),
                TypeRule.of(
                        "`double precision`",
                        Primitive.DOUBLE,
                        Cells.DIGITS,
                        "`NaN` and infinities are refused.",
                        "double precision",
                        "float"),
                TypeRule.of(
                        "`binary`, `varbinary`, `blob`",
                        Primitive.BYTES,
                        Cells.BYTES,
                        "Base64.",
                        "binary",
                        "binary varying",
                        "binary large object"),
                TypeRule.moments(
                        "`date`",
                        Primitive.DATE,
                        (c, m) -> m.dates(),
                        "Years before 0000 and after 9999 are refused.",
                        "date"),
                TypeRule.moments(
                        "`time`", Primitive.TIME, (c, m) -> m.times(), "Digits behind the third are cut off.", "time"),
                TypeRule.moments(
                        "`timestamp`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.locals(),
                        "Taken to lie in `zone`. Refused as dates; digits behind the sixth are cut off.",
                        "timestamp"),
                TypeRule.moments(
                        "`timestamp with time zone`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.instants(),
                        "The point in time; the offset is not kept.",
                        "timestamp with time zone"),
                TypeRule.of("`json`", Primitive.JSON, Cells.JSON, "As it is.", "json"),
                new TypeRule(
                        "arrays",
                        "list<T>",
                        "A JSON array of the elements as they are written alone, but bytes as text.",
                        column -> column.typeName().endsWith(ARRAY),
                        this::array),
                TypeRule.of(
                        "everything else: `char`, `varchar`, `clob`, `uuid`, `interval`, `enum`, `geometry`, `row`, `time with time zone`",
                        Primitive.STRING,
                        Cells.TEXT,
                        "As H2 writes it."));
    }

    private ColumnReading array(Column column, Moments moments) {
        String name = column.typeName();
        Column element = column.withTypeName(name.substring(0, name.length() - ARRAY.length()));
        Type type = element.bareType().equals("numeric")
                ? decimal(element.typeName())
                : reading(element, moments, true).type();
        boolean asText = type == Primitive.BYTES
                || (element.bareType().equals("timestamp") && !moments.zone().equals(ZoneOffset.UTC));
        return new ColumnReading(new Type.ListOf(asText ? Primitive.STRING : type), Cells.JSON);
    }

    /** Of an array, precision and scale stand in its name only. */
    private static Type decimal(String typeName) {
        String[] digits = typeName.replaceAll("[^0-9,]", "").split(",");
        int precision = Integer.parseInt(digits[0]);
        int scale = digits.length > 1 ? Integer.parseInt(digits[1]) : 0;
        return precision > 38 ? Primitive.STRING : new Type.Decimal(precision, scale);
    }

    @Override
    public Optional<String> expression(Column column) {
        return column.typeName().endsWith(ARRAY)
                ? Optional.of("CAST(" + database().quote(column.name()) + " AS JSON)")
                : Optional.empty();
    }

    /** The members of an enum are ordered by their numbers. */
    @Override
    public boolean orders(Column column) {
        return !Set.of("enum", "geometry", "character large object", "row").contains(column.bareType());
    }

    @Override
    public String clock() {
        return "SELECT CAST(LOCALTIMESTAMP(6) AS VARCHAR)";
    }

    @Override
    public boolean hasZone(Column column) {
        return column.bareType().equals("timestamp with time zone");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema");
    }
}

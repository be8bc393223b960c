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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MySQL and MariaDB, by MariaDB's driver: values come as the text that the server writes. */
final class MySqlReads extends ReadDialect {
    private static final Set<String> GEOMETRY = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    MySqlReads() {
        super(Database.MYSQL);
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "tinyInt1isBit", "false",
                "transformedBitIsBoolean", "false",
                "yearIsDateType", "false",
                "useServerPrepStmts", "false",
                "tcpKeepAlive", "true",
                // a reader that is held up by what comes behind it is not cut off
                "sessionVariables", "time_zone='+00:00',net_write_timeout=3600");
    }

    @Override
    public List<TypeRule> rules(boolean tinyintAsBoolean) {
        return List.of(
                new TypeRule(
                        "`tinyint(1)`, `boolean`",
                        "boolean",
                        "0 and 1; other numbers are refused. With `tinyint1_as_boolean: false` it is `int`.",
                        column -> tinyintAsBoolean
                                && column.signed()
                                && column.precision() == 1
                                && column.bareType().equals("tinyint"),
                        (column, moments) -> new ColumnReading(Primitive.BOOLEAN, Cells.ZERO_OR_ONE)),
                TypeRule.of(
                        "`tinyint`, `smallint`, `mediumint`, signed or `unsigned`; `int`",
                        Primitive.INT,
                        Cells.DIGITS,
                        "",
                        "tinyint",
                        "smallint",
                        "mediumint",
                        "tinyint unsigned",
                        "smallint unsigned",
                        "mediumint unsigned",
                        "int",
                        "integer"),
                new TypeRule(
                        "`year`",
                        "int",
                        "The year 0000 is 0.",
                        TypeRule.named("year"),
                        (column, moments) -> new ColumnReading(Primitive.INT, Cells.YEAR)),
                TypeRule.of(
                        "`bigint`, `int unsigned`",
                        Primitive.BIGINT,
                        Cells.DIGITS,
                        "",
                        "bigint",
                        "int unsigned",
                        "integer unsigned"),
                TypeRule.of("`bigint unsigned`", new Type.Decimal(20, 0), Cells.DIGITS, "", "bigint unsigned"),
                new TypeRule(
                        "`bit(1)`",
                        "boolean",
                        "",
                        column -> column.bareType().equals("bit") && column.precision() <= 1,
                        (column, moments) -> new ColumnReading(Primitive.BOOLEAN, Cells.BIT)),
                TypeRule.of("`bit(n)`", new Type.Decimal(20, 0), Cells.BITS, "The number that the bits spell.", "bit"),
                TypeRule.decimals(
                        "`decimal`", "Of more than 38 digits `string`.", "decimal", "decimal unsigned", "old decimal"),
                TypeRule.of(
                        "`float`",
                        Primitive.FLOAT,
                        Cells.DIGITS,
                        "All of its digits, not the six that the server shows.",
                        "float",
                        "float unsigned"),
                TypeRule.of("`double`", Primitive.DOUBLE, Cells.DIGITS, "", "double", "double unsigned"),
                TypeRule.of(
                        "`binary`, `varbinary`, `blob`",
                        Primitive.BYTES,
                        Cells.BYTES,
                        "Base64.",
                        "binary",
                        "varbinary",
                        "tinyblob",
                        "blob",
                        "mediumblob",
                        "longblob"),
                TypeRule.moments(
                        "`date`",
                        Primitive.DATE,
                        (c, m) -> m.dates(),
                        "`0000-00-00` and days that do not exist are refused.",
                        "date"),
                TypeRule.moments(
                        "`time`",
                        Primitive.TIME,
                        (c, m) -> m.times(),
                        "Below 00:00 and from 24:00 up to 838:59:59 they are refused: declare `string` for spans of time.",
                        "time"),
                TypeRule.moments(
                        "`datetime`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.locals(),
                        "Taken to lie in `zone`. Refused as dates.",
                        "datetime"),
                TypeRule.moments(
                        "`timestamp`",
                        Primitive.TIMESTAMP,
                        (c, m) -> new Moments(ZoneOffset.UTC, m.format()).locals(),
                        "Points in time already, whatever `zone` says.",
                        "timestamp"),
                TypeRule.of("`json`", Primitive.JSON, Cells.JSON, "As it is.", "json"),
                TypeRule.of(
                        "everything else: `char`, `varchar`, `text`, `enum`, `set`, `uuid`, `inet4`, `inet6`, geometry",
                        Primitive.STRING,
                        Cells.TEXT,
                        "A set's members are divided by commas; geometry is well-known text."));
    }

    @Override
    public Optional<String> expression(Column column) {
        String name = database().quote(column.name());
        if (column.bareType().startsWith("float")) {
            return Optional.of("CAST(" + name + " AS DOUBLE)"); // shown with six digits otherwise
        }
        return GEOMETRY.contains(column.bareType()) ? Optional.of("ST_AsText(" + name + ")") : Optional.empty();
    }

    /** The members of an enum are ordered by their numbers and compared by their names; bits come as no number. */
    @Override
    public boolean orders(Column column) {
        return !Set.of("enum", "set", "bit", "year").contains(column.bareType())
                && !GEOMETRY.contains(column.bareType());
    }

    @Override
    public String clock() {
        return "SELECT UTC_TIMESTAMP(6)";
    }

    @Override
    public boolean hasZone(Column column) {
        return column.bareType().equals("timestamp");
    }

    @Override
    public String inUtc(String moment) {
        return moment; // the session's zone is UTC
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "mysql", "performance_schema", "sys");
    }

    /** The driver would read a result to its end before it lets go of it. */
    @Override
    public boolean breaksOff() {
        return true;
    }
}

package dev.runnel.connectors.jdbc.dialect;

import dev.runnel.connectors.jdbc.column.Cells;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.TypeRule;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SQL Server: rows are taken from the network as they are read; types without a form in JDBC are selected as text. */
final class SqlServerReads extends ReadDialect {
    private static final Set<String> WITH_TO_STRING = Set.of("hierarchyid", "geometry", "geography");
    private static final Set<String> TIMES = Set.of("date", "datetime", "datetime2", "smalldatetime", "datetimeoffset");

    SqlServerReads() {
        super(Database.SQLSERVER);
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("responseBuffering", "adaptive", "applicationName", "runnel");
    }

    @Override
    public List<TypeRule> rules(boolean tinyintAsBoolean) {
        return List.of(
                TypeRule.of("`bit`", Primitive.BOOLEAN, Cells.BOOLEAN, "", "bit"),
                TypeRule.of(
                        "`tinyint`, `smallint`, `int`",
                        Primitive.INT,
                        Cells.DIGITS,
                        "`tinyint` is 0 to 255.",
                        "tinyint",
                        "smallint",
                        "int",
                        "tinyint identity",
                        "smallint identity",
                        "int identity"),
                TypeRule.of("`bigint`", Primitive.BIGINT, Cells.DIGITS, "", "bigint", "bigint identity"),
                TypeRule.decimals(
                        "`decimal`, `numeric`", "", "decimal", "numeric", "decimal identity", "numeric identity"),
                TypeRule.of("`money`", new Type.Decimal(19, 4), Cells.DIGITS, "", "money"),
                TypeRule.of("`smallmoney`", new Type.Decimal(10, 4), Cells.DIGITS, "", "smallmoney"),
                TypeRule.of("`real`", Primitive.FLOAT, Cells.DIGITS, "", "real"),
                TypeRule.of("`float`", Primitive.DOUBLE, Cells.DIGITS, "", "float"),
                TypeRule.of(
                        "`binary`, `varbinary`, `image`, `rowversion`",
                        Primitive.BYTES,
                        Cells.BYTES,
                        "Base64.",
                        "binary",
                        "varbinary",
                        "image",
                        "timestamp",
                        "rowversion"),
                TypeRule.moments("`date`", Primitive.DATE, (c, m) -> m.dates(), "", "date"),
                TypeRule.moments(
                        "`time`", Primitive.TIME, (c, m) -> m.times(), "Digits behind the third are cut off.", "time"),
                TypeRule.moments(
                        "`datetime`, `datetime2`, `smalldatetime`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.locals(),
                        "Taken to lie in `zone`. Digits behind the sixth are cut off.",
                        "datetime",
                        "datetime2",
                        "smalldatetime"),
                TypeRule.moments(
                        "`datetimeoffset`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.instants(),
                        "The point in time; the offset is not kept.",
                        "datetimeoffset"),
                TypeRule.of("`json`", Primitive.JSON, Cells.JSON, "As it is.", "json"),
                TypeRule.of(
                        "everything else: `char`, `varchar`, `nchar`, `nvarchar`, `text`, `xml`, `uniqueidentifier`, `hierarchyid`,"
                                + " `geometry`, `geography`, `sql_variant`",
                        Primitive.STRING,
                        Cells.TEXT,
                        "`hierarchyid` as its path, geometry as well-known text."));
    }

    @Override
    public Optional<String> expression(Column column) {
        String name = database().quote(column.name());
        if (WITH_TO_STRING.contains(column.bareType())) {
            return Optional.of(name + ".ToString()");
        }
        return column.bareType().equals("sql_variant")
                ? Optional.of("CAST(" + name + " AS nvarchar(4000))")
                : Optional.empty();
    }

    /** Text is sent as Unicode and told in one form: it has to become what the column is, or another order is compared in. */
    @Override
    public String mark(Column column) {
        String type = column.bareType();
        if (TIMES.contains(type)) {
            boolean scaled = type.equals("datetime2") || type.equals("datetimeoffset");
            return "CONVERT(" + type + (scaled ? "(" + column.scale() + ")" : "") + ", ?, 121)";
        }
        return switch (type) {
            case "char", "varchar" -> "CAST(? AS varchar(8000))";
            case "uniqueidentifier" -> "CAST(? AS uniqueidentifier)";
            default -> "?";
        };
    }

    @Override
    public boolean orders(Column column) {
        return !WITH_TO_STRING.contains(column.bareType())
                && !Set.of("xml", "text", "ntext", "image", "sql_variant").contains(column.bareType());
    }

    @Override
    public String clock() {
        return "SELECT CONVERT(varchar(27), SYSUTCDATETIME(), 121)";
    }

    @Override
    public boolean hasZone(Column column) {
        return column.bareType().equals("datetimeoffset");
    }

    @Override
    public String inUtc(String moment) {
        return moment + " +00:00";
    }

    @Override
    public Duration tick(Column column) {
        return switch (column.bareType()) {
            case "smalldatetime" -> Duration.ofMinutes(1);
            case "datetime" -> Duration.ofMillis(10); // its steps are 3 and 4 ms, and 10 ms are whole ones
            default -> super.tick(column);
        };
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("sys", "information_schema");
    }
}

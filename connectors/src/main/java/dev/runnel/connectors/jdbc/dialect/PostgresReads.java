package dev.runnel.connectors.jdbc.dialect;

import dev.runnel.connectors.jdbc.column.Cells;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.ColumnReading;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.column.TypeRule;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL: values come as the text that the server writes, arrays and composites as the JSON that it makes of them. */
final class PostgresReads extends ReadDialect {
    private static final String ARRAY = "_";
    /** Types whose values are text in JSON, too. */
    private static final Set<String> TEXTS = Set.of(
            "text",
            "varchar",
            "bpchar",
            "char",
            "name",
            "citext",
            "uuid",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "interval",
            "money",
            "bit",
            "varbit",
            "timetz",
            "numeric",
            "xml",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange");

    private static final Set<String> UNORDERED = Set.of("json", "xml", "point", "xid", "composite");

    PostgresReads() {
        super(Database.POSTGRES);
    }

    @Override
    public Map<String, String> properties() {
        // the driver would write binary values as text by its own rules and in this machine's zone
        return Map.of("binaryTransfer", "false", "tcpKeepAlive", "true", "ApplicationName", "runnel");
    }

    @Override
    public List<String> session() {
        return List.of(
                "SET TIME ZONE 'UTC'",
                "SET DateStyle = 'ISO'",
                "SET IntervalStyle = 'iso_8601'",
                // rows of a table without a key come in the same order each time
                "SET synchronize_seqscans = off");
    }

    /** A result is fetched in pieces only inside of a transaction. */
    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    @Override
    public List<TypeRule> rules(boolean tinyintAsBoolean) {
        return List.of(
                TypeRule.of("`boolean`", Primitive.BOOLEAN, Cells.BOOLEAN, "", "bool"),
                TypeRule.of(
                        "`smallint`, `integer`, `serial`",
                        Primitive.INT,
                        Cells.DIGITS,
                        "",
                        "int2",
                        "int4",
                        "serial",
                        "smallserial"),
                TypeRule.of(
                        "`bigint`, `bigserial`, `oid`", Primitive.BIGINT, Cells.DIGITS, "", "int8", "bigserial", "oid"),
                TypeRule.decimals(
                        "`numeric`",
                        "Without a precision `decimal(38,18)`, of more than 38 digits `string`. `NaN` and infinities are refused.",
                        "numeric"),
                TypeRule.of("`real`", Primitive.FLOAT, Cells.DIGITS, "`NaN` and infinities are refused.", "float4"),
                TypeRule.of(
                        "`double precision`",
                        Primitive.DOUBLE,
                        Cells.DIGITS,
                        "`NaN` and infinities are refused.",
                        "float8"),
                TypeRule.of("`bytea`", Primitive.BYTES, Cells.BYTES, "Base64.", "bytea"),
                TypeRule.moments(
                        "`date`",
                        Primitive.DATE,
                        (c, m) -> m.dates(),
                        "`infinity`, years before 0000 or BC and after 9999 are refused.",
                        "date"),
                TypeRule.moments("`time`", Primitive.TIME, (c, m) -> m.times(), "`24:00:00` is refused.", "time"),
                TypeRule.moments(
                        "`timestamp`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.locals(),
                        "Taken to lie in `zone`. Out of range as dates.",
                        "timestamp"),
                TypeRule.moments(
                        "`timestamp with time zone`",
                        Primitive.TIMESTAMP,
                        (c, m) -> m.instants(),
                        "Out of range as dates.",
                        "timestamptz"),
                TypeRule.of("`json`, `jsonb`", Primitive.JSON, Cells.JSON, "As it is.", "json", "jsonb"),
                TypeRule.of("`hstore`", new Type.MapOf(Primitive.STRING), Cells.JSON, "A JSON object.", "hstore"),
                new TypeRule(
                        "arrays",
                        "list<T>",
                        "A JSON array of the elements as they are written alone, but bytes and money as text; of arrays in arrays,"
                                + " declare `list<list<T>>`. `timestamp[]` with a `zone` other than UTC: `list<string>`. Of enums, composites and domains: `json`.",
                        column -> column.typeName().startsWith(ARRAY),
                        this::array),
                TypeRule.of(
                        "everything else: `text`, `varchar`, `char`, `uuid`, `inet`, `cidr`, `macaddr`, `interval`, `money`, `bit`,"
                                + " ranges, enums, `timetz`, `xml`, geometric and composite types",
                        Primitive.STRING,
                        Cells.TEXT,
                        "As PostgreSQL writes it; `interval` in ISO 8601."));
    }

    private ColumnReading array(Column column, Moments moments) {
        Column element = column.withTypeName(column.typeName().substring(1));
        Type type = reading(element, moments, true).type();
        if (type == Primitive.STRING && !TEXTS.contains(element.bareType())) {
            return new ColumnReading(Primitive.JSON, Cells.JSON);
        }
        boolean asText = type == Primitive.BYTES
                || (element.bareType().equals("timestamp") && !moments.zone().equals(ZoneOffset.UTC));
        return new ColumnReading(new Type.ListOf(asText ? Primitive.STRING : type), Cells.JSON);
    }

    @Override
    public Optional<String> expression(Column column) {
        String type = column.typeName();
        return type.startsWith(ARRAY) || type.equals("hstore")
                ? Optional.of("to_json(" + database().quote(column.name()) + ")::text")
                : Optional.empty();
    }

    @Override
    public boolean orders(Column column) {
        return !UNORDERED.contains(column.typeName());
    }

    /** Without a type of its own, so that it takes the one of what it compares with, and the column's index serves. */
    @Override
    void text(PreparedStatement statement, int mark, String value) throws SQLException {
        statement.setObject(mark, value, Types.OTHER);
    }

    @Override
    public String clock() {
        return "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
    }

    @Override
    public boolean hasZone(Column column) {
        return column.typeName().equals("timestamptz");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("pg_catalog", "information_schema", "pg_toast");
    }

    @Override
    public Optional<String> parts() {
        return Optional.of("SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relispartition");
    }
}

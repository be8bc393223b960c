package dev.runnel.connectors.jdbc.dialect;

import dev.runnel.connectors.jdbc.column.Cell;
import dev.runnel.connectors.jdbc.column.Cells;
import dev.runnel.connectors.jdbc.column.Column;
import dev.runnel.connectors.jdbc.column.ColumnReading;
import dev.runnel.connectors.jdbc.column.Moments;
import dev.runnel.connectors.jdbc.column.TypeRule;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** SQLite: a column's declared type only says what its values mostly are, so each is written as what it is. */
final class SqliteReads extends ReadDialect {
    private static final String READ_ONLY = "1";
    private static final Predicate<String> MOMENT =
            text -> text.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?");

    SqliteReads() {
        super(Database.SQLITE);
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("open_mode", READ_ONLY, "busy_timeout", "10000");
    }

    /** The file is opened for reading already. */
    @Override
    public void prepare(Connection connection) {}

    @Override
    public List<TypeRule> rules(boolean tinyintAsBoolean) {
        return List.of(
                rule(Primitive.BOOLEAN, "`boolean`", "0 and 1 are false and true.", true, "boolean", "bool"),
                rule(
                        Primitive.BIGINT,
                        "`integer`, `int`, `bigint` and others with `int`",
                        "",
                        false,
                        "integer",
                        "int",
                        "bigint",
                        "smallint",
                        "tinyint",
                        "mediumint",
                        "int2",
                        "int8",
                        "unsigned big int"),
                new TypeRule(
                        "`decimal`, `numeric`",
                        "decimal(p,s)",
                        "SQLite keeps them as whole numbers or doubles: some 15 digits. Without a precision, or without any type, `double`.",
                        TypeRule.named("decimal", "numeric"),
                        (column, moments) -> new ColumnReading(decimal(column), cell(false, false, false, moments))),
                rule(
                        Primitive.DOUBLE,
                        "`real`, `double`, `float`",
                        "Infinities are refused.",
                        false,
                        "real",
                        "double",
                        "double precision",
                        "float"),
                rule(Primitive.BYTES, "`blob`", "Base64.", false, "blob"),
                rule(Primitive.DATE, "`date`", "As it is written.", false, "date"),
                rule(Primitive.TIME, "`time`", "As it is written.", false, "time"),
                new TypeRule(
                        "`datetime`, `timestamp`",
                        "timestamp",
                        "Text taken to lie in `zone`; for numbers, give the field a `format`.",
                        TypeRule.named("datetime", "timestamp"),
                        (column, moments) -> new ColumnReading(
                                Primitive.TIMESTAMP,
                                cell(
                                        false,
                                        false,
                                        !moments.zone().equals(ZoneOffset.UTC) || moments.format() != TimeFormat.ISO,
                                        moments))),
                new TypeRule(
                        "`json`",
                        "json",
                        "As it is.",
                        TypeRule.named("json"),
                        (column, moments) -> new ColumnReading(Primitive.JSON, cell(false, true, false, moments))),
                rule(Primitive.STRING, "everything else: `text`, `varchar`, `char`, `clob`", "", false));
    }

    private static TypeRule rule(Type type, String types, String note, boolean flags, String... names) {
        return new TypeRule(
                types,
                type.text(),
                note,
                TypeRule.named(names),
                (column, moments) -> new ColumnReading(type, cell(flags, false, false, moments)));
    }

    private static Cell cell(boolean flags, boolean json, boolean moves, Moments moments) {
        return Cells.ofStorage(flags, json, moves ? MOMENT : text -> false, moments);
    }

    private static Type decimal(Column column) {
        return column.precision() < 1 || column.precision() > 38
                ? Primitive.DOUBLE
                : new Type.Decimal(column.precision(), Math.min(column.scale(), column.precision()));
    }

    @Override
    public boolean orders(Column column) {
        return !Set.of("decimal", "numeric", "blob", "boolean", "").contains(column.bareType());
    }

    @Override
    public String clock() {
        return "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')";
    }

    @Override
    public boolean hasZone(Column column) {
        return false;
    }

    /** Nobody knows how fine the texts are. */
    @Override
    public Duration tick(Column column) {
        return Duration.ofSeconds(1);
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of();
    }
}

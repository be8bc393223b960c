package dev.runnel.schema;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Contracts for tests. */
public final class Contracts {
    private Contracts() {}

    /** One field of every type, nested ones too. */
    public static Contract everything() {
        RecordType inner = new RecordType(List.of(
                Field.of("at", Primitive.TIMESTAMP, true),
                Field.of("note", Primitive.STRING, false),
                Field.of("tags", new Type.ListOf(Primitive.STRING), false)));
        return contract(List.of(
                Field.of("id", Primitive.BIGINT, true),
                Field.of("flag", Primitive.BOOLEAN, false),
                Field.of("small", Primitive.INT, false),
                Field.of("ratio", Primitive.FLOAT, false),
                Field.of("exact", Primitive.DOUBLE, false),
                constrained("name", Primitive.STRING, new Constraint.MaxLength(40)),
                Field.of("raw", Primitive.BYTES, false),
                Field.of("day", Primitive.DATE, false),
                Field.of("clock", Primitive.TIME, false),
                Field.of("seen", Primitive.TIMESTAMP, false),
                new Field(
                        "sent",
                        Primitive.TIMESTAMP,
                        false,
                        List.of(),
                        Optional.of("meta.sent"),
                        Optional.empty(),
                        TimeFormat.EPOCH_MILLIS,
                        ""),
                constrained("price", new Type.Decimal(10, 2), new Constraint.Min(BigDecimal.ZERO)),
                Field.of("huge", new Type.Decimal(30, 6), false),
                Field.of("any", Primitive.JSON, false),
                fallback("kind", Primitive.STRING, "\"click\""),
                Field.of("numbers", new Type.ListOf(Primitive.INT), false),
                Field.of("counts", new Type.MapOf(Primitive.BIGINT), false),
                Field.of("matrix", new Type.ListOf(new Type.ListOf(Primitive.DOUBLE)), false),
                Field.of("inner", inner, true),
                Field.of("rows", new Type.ListOf(inner), false)));
    }

    public static Contract contract(List<Field> fields) {
        return new Contract(
                "events", new RecordType(fields), Optional.of("id"), Optional.empty(), Contract.UnknownFields.KEEP);
    }

    public static Field constrained(String name, Type type, Constraint... constraints) {
        return new Field(
                name,
                type,
                false,
                List.of(constraints),
                Optional.empty(),
                Optional.empty(),
                TimeFormat.ISO,
                "What it is");
    }

    public static Field fallback(String name, Type type, String json) {
        return new Field(name, type, false, List.of(), Optional.empty(), Optional.of(json), TimeFormat.ISO, "");
    }
}

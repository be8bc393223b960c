package dev.runnel.engine.row;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A contract with every type and every constraint there is. */
public final class Fields {
    private Fields() {}

    public static Contract everything() {
        RecordType nested = new RecordType(List.of(
                Field.of("at", Type.Primitive.TIMESTAMP, true), Field.of("note", Type.Primitive.STRING, false)));
        return new Contract(
                "things",
                new RecordType(List.of(
                        Field.of("flag", Type.Primitive.BOOLEAN, false),
                        constrained("small", Type.Primitive.INT, new Constraint.Min(BigDecimal.ONE)),
                        constrained("big", Type.Primitive.BIGINT, new Constraint.Max(new BigDecimal("1e18"))),
                        Field.of("single", Type.Primitive.FLOAT, false),
                        Field.of("precise", Type.Primitive.DOUBLE, false),
                        Field.of("money", new Type.Decimal(10, 2), false),
                        Field.of("huge", new Type.Decimal(30, 5), false),
                        constrained(
                                "text",
                                Type.Primitive.STRING,
                                new Constraint.OneOf(List.of("a", "é\n")),
                                new Constraint.MinLength(1),
                                new Constraint.MaxLength(9),
                                new Constraint.Matches("(?s).*")),
                        constrained("mail", Type.Primitive.STRING, new Constraint.HasFormat(Constraint.Format.EMAIL)),
                        Field.of("raw", Type.Primitive.BYTES, false),
                        Field.of("day", Type.Primitive.DATE, false),
                        Field.of("hour", Type.Primitive.TIME, false),
                        Field.of("any", Type.Primitive.JSON, false),
                        Field.of("list", new Type.ListOf(new Type.Decimal(5, 1)), false),
                        Field.of("map", new Type.MapOf(nested), false),
                        new Field(
                                "moved",
                                Type.Primitive.TIMESTAMP,
                                false,
                                List.of(),
                                Optional.of("else.where"),
                                Optional.of("5"),
                                TimeFormat.EPOCH_MILLIS,
                                ""),
                        Field.of("nested", nested, true))),
                Optional.of("big"),
                Optional.of("nested.at"),
                Contract.UnknownFields.REJECT);
    }

    private static Field constrained(String name, Type type, Constraint... constraints) {
        return new Field(
                name, type, false, List.of(constraints), Optional.empty(), Optional.empty(), TimeFormat.ISO, "");
    }
}

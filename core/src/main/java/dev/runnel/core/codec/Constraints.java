package dev.runnel.core.codec;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles the constraints of one record's fields, reporting those that mean nothing for their type. */
final class Constraints {
    private final List<Violation> problems;
    private int patterns;

    Constraints(List<Violation> problems) {
        this.problems = problems;
    }

    /** How many regular expressions have been compiled so far. */
    int patterns() {
        return patterns;
    }

    List<ConstraintCheck> compile(Field field, String path, ValueReader reader) {
        List<ConstraintCheck> checks = new ArrayList<>();
        for (Constraint constraint : field.constraints()) {
            ConstraintCheck check = compile(constraint, field, reader);
            if (check == null) {
                String message =
                        name(constraint) + " means nothing for " + field.type().text();
                problems.add(new Violation(Reason.TYPE, path, message, -1));
            } else {
                checks.add(check);
            }
        }
        return checks;
    }

    private @Nullable ConstraintCheck compile(Constraint constraint, Field field, ValueReader reader) {
        Type type = field.type();
        boolean string = type == Primitive.STRING;
        if (constraint instanceof Constraint.Min min) {
            return BoundCheck.of(type, min.value(), true);
        } else if (constraint instanceof Constraint.Max max) {
            return BoundCheck.of(type, max.value(), false);
        } else if (constraint instanceof Constraint.MinLength min) {
            return LengthCheck.fits(type) ? LengthCheck.of(type, min.value(), true) : null;
        } else if (constraint instanceof Constraint.MaxLength max) {
            return LengthCheck.fits(type) ? LengthCheck.of(type, max.value(), false) : null;
        } else if (constraint instanceof Constraint.Matches matches) {
            return string ? new PatternCheck(patterns++, matches.regex()) : null;
        } else if (constraint instanceof Constraint.HasFormat format) {
            return string ? new FormatCheck(format.format()) : null;
        }
        return oneOf((Constraint.OneOf) constraint, field, reader);
    }

    /** The allowed values are decoded as the field's own would be, once: as a record with this field alone. */
    private @Nullable ConstraintCheck oneOf(Constraint.OneOf allowed, Field field, ValueReader reader) {
        boolean scalar =
                (field.type() instanceof Primitive p && p != Primitive.JSON) || field.type() instanceof Type.Decimal;
        if (!scalar) {
            return null;
        }
        Field plain = new Field(
                "value", field.type(), true, List.of(), Optional.empty(), Optional.empty(), field.timeFormat(), "");
        RowDecoder decoder = new RowCompiler(new RecordType(List.of(plain)), UnknownFields.KEEP, problems).compile();
        List<DecodedRecord> values = new ArrayList<>();
        for (String text : allowed.values()) {
            DecodedRecord value = decoder.newRecord();
            byte[] json = ("{\"value\":" + jsonOf(text, field) + "}").getBytes(StandardCharsets.UTF_8);
            if (!RecordDecoder.decode(decoder, json, 0, json.length, value)) {
                return null;
            }
            values.add(value);
        }
        return new OneOfCheck(allowed.values(), reader.storage(), values, 0);
    }

    private static String jsonOf(String text, Field field) {
        boolean bare = !(field.type() instanceof Primitive p)
                || switch (p) {
                    case BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, JSON -> true;
                    case STRING, BYTES, DATE, TIME -> false;
                    case TIMESTAMP -> field.timeFormat() != TimeFormat.ISO;
                };
        return bare ? text : JsonText.of(text);
    }

    private static String name(Constraint constraint) {
        if (constraint instanceof Constraint.OneOf oneOf) {
            return "one_of " + oneOf.values();
        } else if (constraint instanceof Constraint.Min) {
            return "min";
        } else if (constraint instanceof Constraint.Max) {
            return "max";
        } else if (constraint instanceof Constraint.MinLength) {
            return "min_length";
        } else if (constraint instanceof Constraint.MaxLength) {
            return "max_length";
        }
        return constraint instanceof Constraint.Matches ? "pattern" : "format";
    }
}

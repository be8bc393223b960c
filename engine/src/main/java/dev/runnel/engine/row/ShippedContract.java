package dev.runnel.engine.row;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Dedup;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contract in a form that Flink can send to where its functions run; core's records hold Optionals and cannot. */
public record ShippedContract(
        String stream,
        Row type,
        @Nullable String key,
        @Nullable String eventTime,
        boolean keepUnknown,
        @Nullable String dedupBy,
        @Nullable Duration dedupWithin,
        @Nullable Secret piiKey)
        implements Serializable {

    /** A type. */
    public sealed interface Shape extends Serializable permits Plain, Number, Many, Row {}

    record Plain(Type.Primitive type) implements Shape {}

    record Number(int precision, int scale) implements Shape {}

    record Many(boolean map, Shape of) implements Shape {}

    /** The fields of a row. */
    public record Row(List<Column> columns) implements Shape {}

    record Column(
            String name,
            Shape shape,
            boolean required,
            List<Rule> rules,
            @Nullable String path,
            @Nullable String fallback,
            TimeFormat timeFormat,
            @Nullable Pii pii)
            implements Serializable {}

    /** A constraint: its class by name, and what it holds. */
    record Rule(String kind, List<String> values) implements Serializable {}

    public static ShippedContract of(Contract c) {
        return new ShippedContract(
                c.stream(),
                row(c.type()),
                c.key().orElse(null),
                c.eventTime().orElse(null),
                c.unknownFields() == Contract.UnknownFields.KEEP,
                c.dedup().map(Dedup::by).orElse(null),
                c.dedup().map(Dedup::within).orElse(null),
                c.piiKey().orElse(null));
    }

    /** The contract that was shipped, without descriptions. */
    public Contract contract() {
        return new Contract(
                stream,
                recordType(type),
                Optional.ofNullable(key),
                Optional.ofNullable(eventTime),
                keepUnknown ? Contract.UnknownFields.KEEP : Contract.UnknownFields.REJECT,
                dedupBy == null || dedupWithin == null
                        ? Optional.empty()
                        : Optional.of(new Dedup(dedupBy, dedupWithin)),
                Optional.ofNullable(piiKey));
    }

    private static Row row(RecordType type) {
        return new Row(type.fields().stream().map(ShippedContract::column).toList());
    }

    private static Column column(Field f) {
        return new Column(
                f.name(),
                shape(f.type()),
                f.required(),
                f.constraints().stream().map(ShippedContract::rule).toList(),
                f.path().orElse(null),
                f.fallback().orElse(null),
                f.timeFormat(),
                f.pii().orElse(null));
    }

    private static Shape shape(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return new Plain(primitive);
        }
        if (type instanceof Type.Decimal decimal) {
            return new Number(decimal.precision(), decimal.scale());
        }
        if (type instanceof Type.ListOf list) {
            return new Many(false, shape(list.element()));
        }
        if (type instanceof Type.MapOf map) {
            return new Many(true, shape(map.value()));
        }
        return row((RecordType) type);
    }

    private static RecordType recordType(Row row) {
        return new RecordType(row.columns().stream()
                .map(c -> new Field(
                        c.name(),
                        type(c.shape()),
                        c.required(),
                        c.rules().stream().map(ShippedContract::constraint).toList(),
                        Optional.ofNullable(c.path()),
                        Optional.ofNullable(c.fallback()),
                        c.timeFormat(),
                        "",
                        Optional.ofNullable(c.pii())))
                .toList());
    }

    private static Type type(Shape shape) {
        if (shape instanceof Plain plain) {
            return plain.type();
        }
        if (shape instanceof Number number) {
            return new Type.Decimal(number.precision(), number.scale());
        }
        if (shape instanceof Many many) {
            return many.map() ? new Type.MapOf(type(many.of())) : new Type.ListOf(type(many.of()));
        }
        return recordType((Row) shape);
    }

    private static Rule rule(Constraint constraint) {
        List<String> values;
        if (constraint instanceof Constraint.OneOf c) {
            values = c.values();
        } else if (constraint instanceof Constraint.Min c) {
            values = List.of(c.value().toString());
        } else if (constraint instanceof Constraint.Max c) {
            values = List.of(c.value().toString());
        } else if (constraint instanceof Constraint.MinLength c) {
            values = List.of(String.valueOf(c.value()));
        } else if (constraint instanceof Constraint.MaxLength c) {
            values = List.of(String.valueOf(c.value()));
        } else if (constraint instanceof Constraint.Matches c) {
            values = List.of(c.regex());
        } else {
            values = List.of(((Constraint.HasFormat) constraint).format().name());
        }
        return new Rule(constraint.getClass().getSimpleName(), values);
    }

    private static Constraint constraint(Rule rule) {
        String first = rule.values().isEmpty() ? "" : rule.values().get(0);
        return switch (rule.kind()) {
            case "OneOf" -> new Constraint.OneOf(rule.values());
            case "Min" -> new Constraint.Min(new BigDecimal(first));
            case "Max" -> new Constraint.Max(new BigDecimal(first));
            case "MinLength" -> new Constraint.MinLength(Integer.parseInt(first));
            case "MaxLength" -> new Constraint.MaxLength(Integer.parseInt(first));
            case "Matches" -> new Constraint.Matches(first);
            case "HasFormat" -> new Constraint.HasFormat(Constraint.Format.valueOf(first));
            default -> throw new IllegalStateException("no constraint is named " + rule.kind());
        };
    }
}

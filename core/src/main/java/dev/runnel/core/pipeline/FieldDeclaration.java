package dev.runnel.core.pipeline;

import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.yaml.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One field written as a mapping: its options, and whether its constraints fit its type. */
final class FieldDeclaration {
    private static final Option<String> TYPE = Option.of(
                    "type", Kinds.string(), "The type; `!` after it means required.")
            .needed();
    private static final Option<List<String>> ONE_OF =
            Option.of("one_of", Kinds.oneOrMore(Kinds.string()), "The only values allowed.");
    private static final Option<BigDecimal> MIN = Option.of("min", Kinds.number(), "The least value allowed.");
    private static final Option<BigDecimal> MAX = Option.of("max", Kinds.number(), "The greatest value allowed.");
    private static final Option<Integer> MIN_LENGTH =
            Option.of("min_length", Kinds.integer(0, Integer.MAX_VALUE), "Fewest characters, or elements of a list.");
    private static final Option<Integer> MAX_LENGTH =
            Option.of("max_length", Kinds.integer(0, Integer.MAX_VALUE), "Most characters, or elements of a list.");
    private static final Option<String> PATTERN =
            Option.of("pattern", Kinds.regex(), "A regular expression that the whole value matches.");
    private static final Option<String> FORMAT = Option.of(
            "format",
            Kinds.word(FieldsKind.formats().toArray(String[]::new)),
            "The shape of a string, or how a timestamp is written in the record.");
    private static final Option<String> DEFAULT =
            Option.of("default", Kinds.string(), "The value when the field is absent or null.");
    private static final Option<String> PATH =
            Option.of("path", Kinds.string(), "Where in the record the value is found, `login.uuid`.");
    private static final Option<String> PII = Option.of(
            "pii",
            Kinds.word("hash", "mask", "drop"),
            "Personal data, and what is written instead: a keyed hash, a part of it, or null.");
    private static final Option<String> DESCRIPTION =
            Option.of("description", Kinds.string(), "What the field means.").or("");

    private FieldDeclaration() {}

    /** A type and whether it is required. */
    record Typed(Type type, boolean required) {}

    static List<Option<?>> options(FieldsKind fields) {
        return List.of(
                TYPE,
                Option.of("fields", fields, "The fields of a row."),
                ONE_OF,
                MIN,
                MAX,
                MIN_LENGTH,
                MAX_LENGTH,
                PATTERN,
                FORMAT,
                DEFAULT,
                PATH,
                PII,
                DESCRIPTION);
    }

    static Optional<Field> read(String name, Node.Mapping node, FieldsKind fieldsKind, Diagnostics out) {
        List<Option<?>> options = options(fieldsKind);
        Optional<Settings> read = Options.read(node, options, out);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = read.get();
        @SuppressWarnings("unchecked") // the second option is made from a Kind<RecordType> above
        Option<RecordType> fields = (Option<RecordType>) options.get(1);
        Optional<RecordType> row = settings.find(fields);
        Node.Scalar typeNode = (Node.Scalar) node.find(TYPE.name()).orElseThrow();
        return type(typeNode, row, out).flatMap(typed -> {
            if (row.isPresent() && !TypeParser.hasRow(bare(typeNode.text()))) {
                out.error(
                        Code.BAD_CONSTRAINT,
                        settings.at(fields),
                        "only a row has fields, this is " + typed.type().text());
                return Optional.empty();
            }
            return finish(name, typed, settings, out);
        });
    }

    /** The type in a scalar, with its {@code !}. */
    static Optional<Typed> type(Node.Scalar scalar, Optional<RecordType> row, Diagnostics out) {
        boolean required = scalar.text().strip().endsWith("!");
        TypeParser.Result result = TypeParser.parse(bare(scalar.text()), row);
        if (result instanceof TypeParser.Result.Good good) {
            return Optional.of(new Typed(good.type(), required));
        }
        if (result instanceof TypeParser.Result.Bad bad) {
            out.error(Code.UNKNOWN_TYPE, scalar.at(), bad.message());
        } else if (result instanceof TypeParser.Result.Unknown unknown) {
            out.unknown(Code.UNKNOWN_TYPE, scalar.at(), "type", unknown.name(), TypeParser.names(true));
        }
        return Optional.empty();
    }

    private static String bare(String text) {
        String stripped = text.strip();
        return stripped.endsWith("!") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    private static Optional<Field> finish(String name, Typed typed, Settings settings, Diagnostics out) {
        List<Constraint> constraints = new ArrayList<>();
        Fit fit = new Fit(typed.type(), settings, out);
        settings.find(ONE_OF).filter(v -> fit.scalar(ONE_OF)).ifPresent(v -> constraints.add(new Constraint.OneOf(v)));
        settings.find(MIN).filter(v -> fit.number(MIN)).ifPresent(v -> constraints.add(new Constraint.Min(v)));
        settings.find(MAX).filter(v -> fit.number(MAX)).ifPresent(v -> constraints.add(new Constraint.Max(v)));
        settings.find(MIN_LENGTH)
                .filter(v -> fit.sized(MIN_LENGTH))
                .ifPresent(v -> constraints.add(new Constraint.MinLength(v)));
        settings.find(MAX_LENGTH)
                .filter(v -> fit.sized(MAX_LENGTH))
                .ifPresent(v -> constraints.add(new Constraint.MaxLength(v)));
        settings.find(PATTERN)
                .filter(v -> fit.text(PATTERN))
                .ifPresent(v -> constraints.add(new Constraint.Matches(v)));
        TimeFormat timeFormat = TimeFormat.ISO;
        Optional<String> format = settings.find(FORMAT);
        if (format.isPresent()) {
            Optional<TimeFormat> time = TimeFormat.of(format.get());
            if (time.isPresent() && fit.timestamp(FORMAT)) {
                timeFormat = time.get();
            } else if (time.isEmpty() && fit.text(FORMAT)) {
                constraints.add(new Constraint.HasFormat(
                        Constraint.Format.of(format.get()).orElseThrow()));
            }
        }
        order(constraints, settings, out);
        Field field = new Field(
                name,
                typed.type(),
                typed.required(),
                constraints,
                settings.find(PATH),
                settings.find(DEFAULT).map(text -> fallback(text, typed.type())),
                timeFormat,
                settings.get(DESCRIPTION));
        field = settings.find(PII).flatMap(Pii::of).map(field::withPii).orElse(field);
        fit.pii(field);
        RecordDecoder.problems(only(field)).stream()
                .filter(problem -> !out.hasErrorAt(settings.at().pointer()))
                .forEach(problem -> out.error(Code.WRONG_VALUE, settings.at(DEFAULT), problem.message()));
        return Optional.of(field);
    }

    /** A contract of nothing but the field, to ask the one validator what it thinks of it. */
    private static Contract only(Field field) {
        return new Contract(
                "field",
                new RecordType(List.of(field)),
                Optional.empty(),
                Optional.empty(),
                Contract.UnknownFields.KEEP);
    }

    private static void order(List<Constraint> constraints, Settings settings, Diagnostics out) {
        Optional<BigDecimal> min = settings.find(MIN);
        Optional<BigDecimal> max = settings.find(MAX);
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            out.error(Code.BAD_CONSTRAINT, settings.at(MIN), "'min' is above 'max': no value can be valid");
        }
        if (settings.find(MIN_LENGTH).orElse(0) > settings.find(MAX_LENGTH).orElse(Integer.MAX_VALUE)) {
            out.error(
                    Code.BAD_CONSTRAINT,
                    settings.at(MIN_LENGTH),
                    "'min_length' is above 'max_length': no value can be valid");
        }
    }

    /** The fallback as JSON text. */
    private static String fallback(String text, Type type) {
        boolean quoted = type instanceof Primitive p
                && switch (p) {
                    case STRING, BYTES, DATE, TIME, TIMESTAMP -> true;
                    case BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, JSON -> false;
                };
        return quoted ? JsonText.of(text) : text;
    }

    /** Reports constraints that cannot apply to a type. */
    private record Fit(Type type, Settings settings, Diagnostics out) {
        boolean scalar(Option<?> option) {
            return fits(
                    option, type instanceof Primitive && type != Primitive.JSON || isNumber(), "strings and numbers");
        }

        boolean number(Option<?> option) {
            return fits(option, isNumber(), "numbers");
        }

        boolean sized(Option<?> option) {
            return fits(option, type == Primitive.STRING || type instanceof Type.ListOf, "strings and lists");
        }

        boolean text(Option<?> option) {
            return fits(option, type == Primitive.STRING, "strings");
        }

        boolean timestamp(Option<?> option) {
            return fits(option, type == Primitive.TIMESTAMP, "timestamps");
        }

        void pii(Field field) {
            Optional<Pii> pii = field.pii();
            if (pii.isPresent() && pii.get() != Pii.DROP) {
                fits(PII, isText(type), "strings, and lists and maps of them; 'drop' is for every type");
            } else if (pii.isPresent() && field.required()) {
                out.error(
                        Code.BAD_CONSTRAINT,
                        settings.at(PII),
                        "a required field cannot be dropped",
                        "take the '!' from its type, or use 'hash' or 'mask'");
            } else if (pii.isPresent() && field.fallback().isPresent()) {
                out.error(Code.BAD_CONSTRAINT, settings.at(PII), "a field that is dropped has no default");
            }
        }

        private static boolean isText(Type type) {
            return type == Primitive.STRING
                    || type instanceof Type.ListOf list && isText(list.element())
                    || type instanceof Type.MapOf map && isText(map.value());
        }

        private boolean isNumber() {
            return type instanceof Type.Decimal
                    || type == Primitive.INT
                    || type == Primitive.BIGINT
                    || type == Primitive.FLOAT
                    || type == Primitive.DOUBLE;
        }

        private boolean fits(Option<?> option, boolean good, String what) {
            if (!good) {
                String given = settings.find(option).map(v -> " '" + v + "'").orElse("");
                out.error(
                        Code.BAD_CONSTRAINT,
                        settings.at(option),
                        "'" + option.name() + "'" + (option == FORMAT ? given : "") + " is for " + what + ", this is "
                                + type.text());
            }
            return good;
        }
    }
}

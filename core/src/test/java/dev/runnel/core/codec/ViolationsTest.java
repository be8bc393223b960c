package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Constraint.Format;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason why a record can be invalid, each constraint, and what the violation says. */
class ViolationsTest {
    private static final Type STRINGS = new Type.ListOf(Primitive.STRING);

    private static Given value(Type type, Constraint... constraints) {
        return Given.fields(Given.field("v", type, constraints));
    }

    private static boolean holds(Given given, String json) {
        return given.decode("{\"v\":" + json + "}").isValid();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | 0  | expected a value, found the end",
                "{             | 1  | expected a field name in quotes, found the end",
                "{\"v\"        | 4  | expected ':', found the end",
                "{\"v\":1      | 6  | expected ',' or '}', found the end",
                "{\"v\":1]     | 6  | expected ',' or '}', found ']'",
                "{\"v\":1,}    | 7  | expected a field name in quotes, found '}'",
                "{v:1}         | 1  | expected a field name in quotes, found 'v'",
                "{\"v\" 1}     | 5  | expected ':', found '1'",
                "{\"v\":}      | 5  | expected a value, found '}'",
                "{\"v\":tru}   | 5  | expected 'true', found 't'",
                "{\"v\":nul}   | 5  | expected 'null', found 'n'",
                "{\"v\":1} {}  | 8  | expected nothing more, found '{'",
                "{\"v\":'1'}   | 5  | expected a value, found '''",
                "\uFEFF{}      | 0  | expected a value, found a byte order mark (EF BB BF): send UTF-8 without it",
                "nul           | 0  | expected 'null', found 'n'",
            })
    void syntax(String json, int position, String message) {
        assertThat(value(Primitive.INT).violation(json)).isEqualTo(new Violation(Reason.SYNTAX, "", message, position));
    }

    @Test
    void syntaxIsTheOnlyViolationAndLeavesNoValues() {
        Given given = Given.fields(Given.required("a", Primitive.INT), Given.required("b", Primitive.INT));
        assertThat(given.broken("{\"a\":1,\"b\":\"x\",\"c\":1,]")).containsExactly("syntax  21");
        assertThat(given.record.isNull(given.slot("a"))).isTrue();
        assertThat(given.record.hasUnknownFields()).isFalse();
    }

    @Test
    void tooLarge() {
        Given given = value(Primitive.JSON);
        String deepest = "[".repeat(63) + "]".repeat(63);
        assertThat(holds(given, deepest)).isTrue();
        assertThat(given.violation("{\"v\":[" + deepest + "]}").reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(given.violation("{\"v\":[" + deepest + "]}").position()).isEqualTo(5 + 63);
        String large = "{\"v\":\"" + "x".repeat(RecordDecoder.MAX_BYTES) + "\"}";
        assertThat(given.violation(large).message()).contains("1048584").contains("1048576");
    }

    @Test
    void nestingOfTypesIsBoundedToo() {
        Type type = Primitive.INT;
        for (int i = 0; i < 70; i++) {
            type = i % 2 == 0 ? new Type.ListOf(type) : new Type.MapOf(type);
        }
        String json = "{\"v\":" + "{\"k\":[".repeat(35) + "1" + "]}".repeat(35) + "}";
        assertThat(value(type).violation(json).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void required() {
        Given given = Given.fields(
                Given.required("id", Primitive.INT),
                Given.required("event", Given.row(Given.required("at", Primitive.DATE))),
                Given.field("more", Given.row(Given.required("x", Primitive.INT))));
        assertThat(given.broken("{}")).containsExactly("required id -1", "required event -1");
        assertThat(given.broken("{\"id\":null,\"event\":{}}"))
                .containsExactly("required id -1", "required event.at -1");
        assertThat(given.broken("{\"id\":1,\"event\":{\"at\":\"2026-01-01\"},\"more\":{\"x\":null}}"))
                .containsExactly("required more.x -1");
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN, 1",
        "BOOLEAN, '\"true\"'",
        "INT, '\"1\"'",
        "INT, 1.5",
        "DOUBLE, '\"1\"'",
        "STRING, 1",
        "STRING, {}",
        "BYTES, '\"*\"'",
        "BYTES, 1",
        "DATE, '\"today\"'",
        "TIME, '\"noon\"'",
        "TIMESTAMP, 1",
        "BIGINT, false",
    })
    void type(Primitive type, String json) {
        Violation violation = value(type).violation("{\"v\":" + json + "}");
        assertThat(violation.reason()).isEqualTo(Reason.TYPE);
        assertThat(violation.position()).isEqualTo(5);
        assertThat(violation.message()).startsWith("expected ").endsWith(", found " + json);
    }

    @Test
    void typeOfListsMapsAndRows() {
        Given given = Given.fields(
                Given.field("tags", STRINGS),
                Given.field("prices", new Type.MapOf(Primitive.INT)),
                Given.field("row", Given.row(Given.field("a", Primitive.INT))),
                Given.field("rows", new Type.ListOf(Given.row(Given.field("a", new Type.MapOf(STRINGS))))));
        assertThat(given.broken("{\"tags\":{},\"prices\":[],\"row\":[],\"rows\":{}}"))
                .containsExactly("type tags 8", "type prices 20", "type row 29", "type rows 39");
        assertThat(given.broken("{\"tags\":[\"a\",null,3],\"prices\":{\"x\":1,\"y\":\"z\"},\"rows\":[{},7]}"))
                .containsExactly("type tags[2] 18", "type prices.y 41", "type rows[1] 57");
        assertThat(given.broken("{\"rows\":[{\"a\":{}},{\"a\":{\"k\":[\"x\",\"y\",[]]}}]}"))
                .containsExactly("type rows[1].a.k[2] 37");
    }

    @Test
    void range() {
        Violation violation = value(Primitive.INT).violation("{\"v\":3000000000}");
        assertThat(violation)
                .isEqualTo(new Violation(
                        Reason.RANGE,
                        "v",
                        "expected a whole number from -2147483648 to 2147483647, found 3000000000",
                        5));
    }

    @Test
    void oneOf() {
        Given given = value(Primitive.STRING, new Constraint.OneOf(List.of("click", "köp \"x\"")));
        assertThat(holds(given, "\"click\"")).isTrue();
        assertThat(holds(given, "\"cl\\u0069ck\"")).isTrue();
        assertThat(holds(given, "\"köp \\\"x\\\"\"")).isTrue();
        assertThat(holds(given, "null")).isTrue();
        assertThat(holds(given, "\"clic\"")).isFalse();
        assertThat(given.violation("{ \"v\":\"view\"}"))
                .isEqualTo(new Violation(Reason.ONE_OF, "v", "expected one of click, köp \"x\", found \"view\"", 6));
    }

    @Test
    void oneOfComparesValues() {
        Given ints = value(Primitive.INT, new Constraint.OneOf(List.of("1", "20")));
        assertThat(holds(ints, "2e1")).isTrue();
        assertThat(holds(ints, "2")).isFalse();
        Given wide = value(new Type.Decimal(30, 2), new Constraint.OneOf(List.of("1.5")));
        assertThat(holds(wide, "1.50")).isTrue();
        assertThat(holds(wide, "1.51")).isFalse();
        Given dates = value(Primitive.DATE, new Constraint.OneOf(List.of("2026-01-01")));
        assertThat(holds(dates, "\"2026-01-01\"")).isTrue();
        assertThat(holds(dates, "\"2026-01-02\"")).isFalse();
        Given flags = value(Primitive.BOOLEAN, new Constraint.OneOf(List.of("true")));
        assertThat(holds(flags, "true")).isTrue();
        assertThat(holds(flags, "false")).isFalse();
        Given doubles = value(Primitive.DOUBLE, new Constraint.OneOf(List.of("0", "0.5")));
        assertThat(holds(doubles, "-0.0")).isTrue();
        assertThat(holds(doubles, "5e-1")).isTrue();
        assertThat(holds(doubles, "0.25")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 5, 4, 6",
        "BIGINT, 5, 4, 6",
        "INT, 4.5, 4, 5",
        "FLOAT, 0.1, 0.09, 0.1",
        "DOUBLE, 0.1, 0.0999, 0.1",
        "DOUBLE, -1, -1.0000001, -1",
        "BIGINT, -1e30, none, -9223372036854775808",
        "INT, 1e30, 2147483647, none",
    })
    void min(Primitive type, BigDecimal bound, String below, String above) {
        Given given = value(type, new Constraint.Min(bound));
        if (!above.equals("none")) {
            assertThat(holds(given, above)).isTrue();
        }
        if (!below.equals("none")) {
            Violation violation = given.violation("{\"v\":" + below + "}");
            assertThat(violation.reason()).isEqualTo(Reason.MIN);
            assertThat(violation.message()).endsWith(", found " + below);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 5, 5, 6",
        "BIGINT, 5, 5, 6",
        "INT, 4.5, 4, 5",
        "FLOAT, 0.1, 0.1, 0.11",
        "DOUBLE, 0.1, 0.1, 0.1000001",
        "BIGINT, 1e30, 9223372036854775807, none",
        "BIGINT, -1e30, none, -9223372036854775808",
    })
    void max(Primitive type, BigDecimal bound, String below, String above) {
        Given given = value(type, new Constraint.Max(bound));
        if (!below.equals("none")) {
            assertThat(holds(given, below)).isTrue();
        }
        if (!above.equals("none")) {
            assertThat(given.violation("{\"v\":" + above + "}").reason()).isEqualTo(Reason.MAX);
        }
    }

    @Test
    void boundsOfDecimals() {
        for (int precision : new int[] {10, 38}) {
            Given given = value(
                    new Type.Decimal(precision, 2),
                    new Constraint.Min(new BigDecimal("0.005")),
                    new Constraint.Max(new BigDecimal("9.5")));
            assertThat(holds(given, "0.01")).isTrue();
            assertThat(holds(given, "9.50")).isTrue();
            assertThat(given.violation("{\"v\":0}"))
                    .isEqualTo(new Violation(Reason.MIN, "v", "expected at least 0.005, found 0", 5));
            assertThat(given.violation("{\"v\":9.51}"))
                    .isEqualTo(new Violation(Reason.MAX, "v", "expected at most 9.5, found 9.51", 5));
        }
    }

    @Test
    void length() {
        Given string = value(Primitive.STRING, new Constraint.MinLength(2), new Constraint.MaxLength(3));
        assertThat(holds(string, "\"äö\"")).isTrue();
        assertThat(holds(string, "\"😀😀😀\"")).isTrue();
        assertThat(string.violation("{\"v\":\"ä\"}"))
                .isEqualTo(new Violation(Reason.LENGTH, "v", "expected at least 2 characters, found \"ä\"", 5));
        assertThat(string.violation("{\"v\":\"abcd\"}").message()).startsWith("expected at most 3 characters");
        Given list = value(STRINGS, new Constraint.MinLength(1), new Constraint.MaxLength(1));
        assertThat(holds(list, "[null]")).isTrue();
        assertThat(list.violation("{\"v\":[]}").message()).isEqualTo("expected at least 1 elements, found []");
        assertThat(list.violation("{\"v\":[\"a\",\"b\"]}").reason()).isEqualTo(Reason.LENGTH);
        Given map = value(new Type.MapOf(Primitive.INT), new Constraint.MaxLength(1));
        assertThat(holds(map, "{\"a\":1,\"a\":2}")).isTrue();
        assertThat(holds(map, "{\"a\":1,\"b\":2}")).isFalse();
        Given bytes = value(Primitive.BYTES, new Constraint.MaxLength(1));
        assertThat(holds(bytes, "\"AA==\"")).isTrue();
        assertThat(holds(bytes, "\"AAA=\"")).isFalse();
    }

    @Test
    void pattern() {
        Given given = value(Primitive.STRING, new Constraint.Matches("[a-zä]+-\\d"));
        assertThat(holds(given, "\"abc-1\"")).isTrue();
        assertThat(holds(given, "\"ä-1\"")).isTrue();
        assertThat(holds(given, "\"\\u0061-1\"")).isTrue();
        assertThat(holds(given, "\"\"")).isFalse();
        assertThat(given.violation("{\"v\":\"abc-12\"}"))
                .isEqualTo(new Violation(
                        Reason.PATTERN, "v", "expected a string that matches [a-zä]+-\\d, found \"abc-12\"", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(.*a){20}b"})
    void patternsThatWouldTakeForEverDoNotMatch(String regex) {
        Given given = value(Primitive.STRING, new Constraint.Matches(regex));
        String text = "\"" + "a".repeat(40) + "\"";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(holds(given, text)).isFalse());
    }

    @Test
    void patternsThatRecurseDeeplyDoNotThrow() {
        Given given = value(Primitive.STRING, new Constraint.Matches("(a|b)*"));
        assertThat(holds(given, "\"ab\"")).isTrue();
        given.decode("{\"v\":\"" + "ab".repeat(400_000) + "\"}");
        assertThat(holds(given, "\"ab\"")).isTrue();
    }

    @Test
    void format() {
        Given given = value(Primitive.STRING, new Constraint.HasFormat(Format.IP));
        assertThat(holds(given, "\"10.0.0.1\"")).isTrue();
        assertThat(given.violation("{\"v\":\"10.0.0\"}"))
                .isEqualTo(new Violation(Reason.FORMAT, "v", "expected an IPv4 or IPv6 address, found \"10.0.0\"", 5));
    }

    @Test
    void unknownFieldsAreNotedOrRefused() {
        Field row = Given.field("event", Given.row(Given.field("a", Primitive.INT)));
        Field rows = Given.field("rows", new Type.ListOf(Given.row(Given.field("a", Primitive.INT))));
        String json = "{\"x\":[1],\"event\":{\"a\":1,\"y\":2},\"rows\":[{},{\"z\":{}}],\"x\":2}";
        Given keeping = Given.fields(row, rows);
        assertThat(keeping.decode(json).isValid()).isTrue();
        assertThat(keeping.record.hasUnknownFields()).isTrue();
        assertThat(keeping.decode("{\"event\":{\"a\":1},\"rows\":[{}]}").hasUnknownFields())
                .isFalse();
        Given refusing = Given.onlyFields(row, rows);
        assertThat(refusing.broken(json))
                .containsExactly("unknown_field x 1", "unknown_field event.y 24", "unknown_field rows[1].z 43");
        assertThat(refusing.violation("{\"b\":1}").message()).contains("'b'");
        assertThat(refusing.decode("{\"event\":{\"a\":1}}").isValid()).isTrue();
    }

    @Test
    void whatIsFoundIsShortenedTo60Characters() {
        String message = value(Primitive.INT)
                .violation("{\"v\":\"" + "ä".repeat(100) + "\"}")
                .message();
        assertThat(message).endsWith("found \"" + "ä".repeat(59) + "…");
        assertThat(value(Primitive.INT).violation("{\"v\":[1,\n\t2]}").message())
                .endsWith("found [1,  2]");
        String unknown =
                Given.onlyFields().violation("{\"" + "k".repeat(1000) + "\":1}").field();
        assertThat(unknown).isEqualTo("k".repeat(60) + "…");
    }

    @Test
    void allViolationsAreCollectedUpToTwenty() {
        Given given = Given.fields(
                Given.field("a", Primitive.INT, new Constraint.Min(BigDecimal.TEN)),
                Given.field("b", Primitive.STRING, new Constraint.MinLength(3), new Constraint.Matches("x.*")),
                Given.required("c", Primitive.DATE),
                Given.field("l", new Type.ListOf(Primitive.INT)));
        assertThat(given.broken("{\"b\":\"y\",\"a\":1}"))
                .containsExactly("length b 5", "pattern b 5", "min a 13", "required c -1");
        assertThat(given.decode("{\"l\":[" + "true,".repeat(30) + "1]}").violations())
                .hasSize(20);
    }

    @Test
    void constraintsThatMeanNothingAreProblemsOfTheContract() {
        var contract = Given.contract(
                UnknownFields.KEEP,
                Given.field("a", Primitive.STRING, new Constraint.Min(BigDecimal.ONE)),
                Given.field("b", STRINGS, new Constraint.OneOf(List.of("x"))),
                Given.field("c", Primitive.INT, new Constraint.OneOf(List.of("x"))),
                Given.field(
                        "d", new Type.ListOf(Given.row(Given.field("e", Primitive.INT, new Constraint.MinLength(1))))),
                Given.defaulting("\"x\"", "f", Primitive.INT),
                Given.defaulting("[1", "g", Primitive.JSON),
                Given.defaulting("1 2", "h", Primitive.INT));
        assertThat(RecordDecoder.problems(contract))
                .extracting(Violation::field)
                .containsExactly("d[].e", "a", "b", "c", "f", "g", "h");
        assertThatThrownBy(() -> RecordDecoder.of(contract))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stream 'events'");
    }
}

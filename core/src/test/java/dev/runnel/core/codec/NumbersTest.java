package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private final Given numbers = Given.fields(
            Given.field("int", Primitive.INT),
            Given.field("bigint", Primitive.BIGINT),
            Given.field("float", Primitive.FLOAT),
            Given.field("double", Primitive.DOUBLE),
            Given.field("price", new Type.Decimal(10, 2)),
            Given.field("whole", new Type.Decimal(18, 0)),
            Given.field("part", new Type.Decimal(18, 18)),
            Given.field("exact", new Type.Decimal(38, 10)),
            Given.field("huge", new Type.Decimal(38, 0)));

    private String record(String field, String json) {
        return "{\"" + field + "\":" + json + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "int, 0, 0",
        "int, -0, 0",
        "int, 2147483647, 2147483647",
        "int, -2147483648, -2147483648",
        "int, 1.0, 1",
        "int, 1e3, 1000",
        "int, 1.5e1, 15",
        "int, 1000E-3, 1",
        "int, 0.00e5, 0",
        "int, 0e99999999999999999999, 0",
        "int, 2147483647.000000000000000000000000000, 2147483647",
        "bigint, 9223372036854775807, 9223372036854775807",
        "bigint, -9223372036854775808, -9223372036854775808",
        "bigint, 9.223372036854775807e18, 9223372036854775807",
        "bigint, -1E+2, -100",
        "bigint, 92233720368547758070e-1, 9223372036854775807",
    })
    void wholeNumbers(String field, String json, long value) {
        assertThat(numbers.decode(record(field, json)).violations()).isEmpty();
        assertThat(numbers.record.number(numbers.slot(field))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "int, 2147483648, range",
        "int, -2147483649, range",
        "int, 1e10, range",
        "int, 1e99999999999999, range",
        "int, 1.5, type",
        "int, 1e-1, type",
        "int, 1e-99999999999999, type",
        "int, '\"1\"', type",
        "int, true, type",
        "bigint, 9223372036854775808, range",
        "bigint, -9223372036854775809, range",
        "bigint, 1e19, range",
        "bigint, 18446744073709551615, range",
        "bigint, -18446744073709551615, range",
        "bigint, 1e18446744073709, range",
        "bigint, 99999999999999999999999999, range",
        "bigint, 1234567890123456789.5, type",
        "bigint, 12345678901234567890123.5, type",
        "bigint, '\"1\"', type",
        "bigint, [1], type",
    })
    void otherWholeNumbersAreRefused(String field, String json, String reason) {
        assertThat(numbers.violation(record(field, json)).reason().id()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "price, 0, 0.00",
        "price, -0.0, 0.00",
        "price, 1, 1.00",
        "price, 99999999.99, 99999999.99",
        "price, -99999999.99, -99999999.99",
        "price, 1.10000000000000000000000000000, 1.10",
        "price, 12e-1, 1.20",
        "price, 0.0001e4, 1.00",
        "price, 1e7, 10000000.00",
        "whole, 999999999999999999, 999999999999999999",
        "part, 0.999999999999999999, 0.999999999999999999",
        "part, 1e-18, 0.000000000000000001",
        "part, 0, 0E-18",
        "exact, 0, 0E-10",
        "exact, 1, 1.0000000000",
        "exact, -1e-10, -1E-10",
        "exact, 0e-99999999999, 0E-10",
        "exact, 1234567890123456789012345678.0123456789, 1234567890123456789012345678.0123456789",
        "exact, 9999999999999999999999999999.9999999999, 9999999999999999999999999999.9999999999",
        "exact, 1e27, 1000000000000000000000000000.0000000000",
        "exact, 0.00000000010000000000000000, 1E-10",
        "exact, 12345678901234567890123456780123456789e-10, 1234567890123456789012345678.0123456789",
        "huge, 99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
        "huge, 1e37, 10000000000000000000000000000000000000",
    })
    void decimalsAreExact(String field, String json, String value) {
        assertThat(numbers.value(field, record(field, json))).hasToString(new BigDecimal(value).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "price, 100000000, range",
        "price, 0.001, range",
        "price, 99999999.999, range",
        "price, 1e8, range",
        "price, 1e-3, range",
        "price, 1e999999999999, range",
        "price, -1e-999999999999, range",
        "price, 1.1000000000000000000000000000001, range",
        "price, '\"1.00\"', type",
        "price, null1, syntax",
        "whole, 1000000000000000000, range",
        "whole, 0.5, range",
        "part, 1, range",
        "part, 1e-19, range",
        "exact, 10000000000000000000000000000, range",
        "exact, 1e28, range",
        "exact, 0.00000000001, range",
        "exact, 1234567890123456789012345678.01234567891, range",
        "exact, 1e-999999999999, range",
        "exact, 0.12345678901234567890, range",
        "huge, 100000000000000000000000000000000000000, range",
        "huge, 99999999999999999999999999999999999999.5, range",
        "exact, {}, type",
    })
    void decimalsAreNeverRounded(String field, String json, String reason) {
        assertThat(numbers.violation(record(field, json)).reason().id()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "1",
                "0.1",
                "1e22",
                "1e23",
                "9007199254740993",
                "9007199254740992e22",
                "5e-324",
                "2.2250738585072011e-308",
                "2.2250738585072014e-308",
                "1.7976931348623157e308",
                "1e-400",
                "123456789e-30",
                "0.000000000000000000000000000000000000000000001",
                "179769313486231570000000000000000000000e270",
                "16777217",
                "3.4028234e38",
                "33554435e10",
                "8.5e9",
                "1.00000017881393432617187499"
            })
    void floatingPointIsTheNearest(String json) {
        numbers.decode("{\"double\":%s,\"float\":%s}".formatted(json, json));
        long bits = numbers.record.number(numbers.slot("double"));
        assertThat(bits).isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(json)));
        if (!Float.isInfinite(Float.parseFloat(json))) {
            assertThat(numbers.record.isValid()).isTrue();
            assertThat(numbers.record.value(numbers.slot("float"))).isEqualTo(Float.parseFloat(json));
        } else {
            assertThat(numbers.record.violations()).hasSize(1);
        }
    }

    @Property
    void everyDoubleIsReadBack(@ForAll double value) {
        String json = Double.toString(value);
        Object read = Given.fields(Given.field("v", Primitive.DOUBLE)).value("v", record("v", json));
        assertThat(read).isEqualTo(value);
    }

    @Property
    void everyFloatIsReadBack(@ForAll float value) {
        Object read = Given.fields(Given.field("v", Primitive.FLOAT)).value("v", record("v", Float.toString(value)));
        assertThat(read).isEqualTo(value);
    }

    @Property
    void everyLongIsReadBack(@ForAll long value) {
        Object read = Given.fields(Given.field("v", Primitive.BIGINT)).value("v", record("v", Long.toString(value)));
        assertThat(read).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "double, 1e309, range",
        "double, -1e309, range",
        "double, 1e99999999999, range",
        "float, 3.5e38, range",
        "double, '\"1\"', type",
        "float, NaN, syntax",
        "double, Infinity, syntax",
        "double, -Infinity, syntax"
    })
    void otherFloatingPointIsRefused(String field, String json, String reason) {
        assertThat(numbers.violation(record(field, json)).reason().id()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1", ".5", "1.", "01", "-", "-01", "1e", "1e+", "0x1", "1_0", "1.e3", "--1", "00", "1f", "１"})
    void whatIsNoJsonNumberIsRefusedEverywhere(String json) {
        for (String field : new String[] {"int", "bigint", "double", "float", "price", "exact", "unknown"}) {
            assertThat(numbers.violation(record(field, json)).reason().id()).isEqualTo("syntax");
        }
    }

    @Test
    void aMegabyteOfDigitsTakesNoTime() {
        String digits = "7".repeat(1_000_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String field : new String[] {"int", "bigint", "price", "exact", "double", "float"}) {
                assertThat(numbers.violation(record(field, digits)).reason().id())
                        .isEqualTo("range");
                String small = "0." + "0".repeat(500_000) + "7";
                numbers.decode(record(field, small));
            }
        });
    }
}

package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.record.Violation.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private final Given times = Given.fields(
            Given.field("date", Primitive.DATE),
            Given.field("time", Primitive.TIME),
            Given.timestamp("iso", TimeFormat.ISO),
            Given.timestamp("seconds", TimeFormat.EPOCH_SECONDS),
            Given.timestamp("millis", TimeFormat.EPOCH_MILLIS),
            Given.timestamp("micros", TimeFormat.EPOCH_MICROS));

    private Reason reason(String field, String json) {
        return times.violation("{\"" + field + "\":" + json + "}").reason();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,        0",
        "1969-12-31T23:59:59.999999Z, -1",
        "1969-12-31T23:59:59.9999999Z, -1",
        "1969-12-31T23:59:59Z,        -1000000",
        "2023-11-14T22:13:20Z,        1700000000000000",
        "2023-11-14 22:13:20,         1700000000000000",
        "2023-11-14t22:13:20z,        1700000000000000",
        "2023-11-14T22:13:20.1,       1700000000100000",
        "2023-11-14T22:13:20.123456789Z, 1700000000123456",
        "2023-11-15T03:43:20+05:30,   1700000000000000",
        "2023-11-14T14:13:20-08:00,   1700000000000000",
        "2023-11-14T22:13:20-00:00,   1700000000000000",
        "0000-01-01T00:00:00Z,        -62167219200000000",
        "9999-12-31T23:59:59.999999Z, 253402300799999999",
        "2000-02-29T00:00:00Z,        951782400000000",
    })
    void timestampsAreMicroseconds(String text, long micros) {
        assertThat(times.decode("{\"iso\":\"" + text + "\"}").isValid()).isTrue();
        assertThat(times.record.number(times.slot("iso"))).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023",
                "2023-11-14",
                "2023-11-14T22:13",
                "2023-11-14T22:13:20.",
                "2023-11-14T22:13:20.1234567890",
                "2023-11-14T22:13:20,5Z",
                "2023-11-14T22:13:20+0530",
                "2023-11-14T22:13:20+05",
                "2023-11-14T22:13:20ZZ",
                "2023-11-14X22:13:20Z",
                "23-11-14T22:13:20Z",
                "+2023-11-14T22:13:20Z",
                "2023-11-14T2:13:20Z",
                "2023-1a-14T22:13:20Z",
                " 2023-11-14T22:13:20Z",
                "2023-11-14T22:13:20 Z",
                "2023-11-14T22:13:2oZ",
                "1700000000",
                "12345-11-14T22:13:20Z",
                "2023-11-14T22-13-20Z"
            })
    void otherShapesAreNoTimestamps(String text) {
        assertThat(reason("iso", "\"" + text + "\"")).isEqualTo(Reason.TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:59:60Z",
                "2023-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2023-13-01T00:00:00Z",
                "2023-00-01T00:00:00Z",
                "2023-01-00T00:00:00Z",
                "2023-04-31T00:00:00Z",
                "2023-01-01T24:00:00Z",
                "2023-01-01T00:60:00Z",
                "2023-01-01T00:00:00+24:00",
                "2023-01-01T00:00:00+00:60",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01"
            })
    void daysAndTimesThatDoNotExistAreOutOfRange(String text) {
        assertThat(reason("iso", "\"" + text + "\"")).isEqualTo(Reason.RANGE);
    }

    @Test
    void everyDateFrom0000To9999AgreesWithJavaTime() {
        for (LocalDate day = LocalDate.of(0, 1, 1); day.getYear() < 10_000; day = day.plusDays(1)) {
            byte[] text = day.toString().getBytes(StandardCharsets.US_ASCII);
            assertThat(Times.date(text, 0, text.length)).isEqualTo(day.toEpochDay());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00:00, 0",
        "23:59, 86340000",
        "23:59:59, 86399000",
        "23:59:59.999999999, 86399999",
        "01:02:03.4, 3723400",
    })
    void timesAreMillisecondsOfTheDay(String text, long millis) {
        assertThat(times.value("time", "{\"time\":\"" + text + "\"}"))
                .isEqualTo(LocalTime.ofNanoOfDay(millis * 1_000_000));
        assertThat(times.record.number(times.slot("time"))).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "time, 24:00, range",
        "time, 23:60, range",
        "time, 23:59:60, range",
        "time, 1:00, type",
        "time, 01-00, type",
        "time, 01:00:0, type",
        "time, 01:00:00Z, type",
        "time, 01:00:00., type",
        "time, 01:00:00.1234567890, type",
        "date, 2023-02-29, range",
        "date, 2024-02-30, range",
        "date, 2023-2-09, type",
        "date, 2023/02/09, type",
        "date, 2023-02-09T00:00:00Z, type",
        "date, 10000-01-01, type",
    })
    void otherTimesAndDatesAreRefused(String field, String text, String reason) {
        assertThat(reason(field, "\"" + text + "\"").id()).isEqualTo(reason);
    }

    @Test
    void numbersAreNoDates() {
        assertThat(reason("date", "20230101")).isEqualTo(Reason.TYPE);
        assertThat(reason("time", "0")).isEqualTo(Reason.TYPE);
        assertThat(times.violation("{\"iso\":1700000000000}").message()).contains("epoch_millis");
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, 1700000000,         1700000000000000",
        "seconds, '\"1700000000\"',   1700000000000000",
        "seconds, 1700000000.1234567, 1700000000123456",
        "seconds, -0.0000001,         -1",
        "seconds, 1.7e9,              1700000000000000",
        "seconds, 253402300799.999999999999, 253402300799999999",
        "millis,  1700000000123,      1700000000123000",
        "millis,  '\"-1.5\"',         -1500",
        "millis,  -62167219200000,    -62167219200000000",
        "millis,  0e999999999999,     0",
        "micros,  1,                  1",
        "micros,  1.9,                1",
        "micros,  -1.9,               -2",
        "micros,  1e-99,              0",
        "micros,  -1e-99,             -1",
    })
    void epochsAreCounted(String field, String json, long micros) {
        assertThat(times.value(field, "{\"" + field + "\":" + json + "}"))
                .isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, 1700000000000,      range",
        "seconds, -62167219201,       range",
        "millis,  1700000000123456,   range",
        "millis,  253402300800000,    range",
        "micros,  253402300800000000, range",
        "micros,  99999999999999999999999, range",
        "micros,  1e999999999999,     range",
        "millis,  true,               type",
        "millis,  '\"\"',             type",
        "millis,  '\" 1\"',           type",
        "millis,  '\"1x\"',           type",
        "millis,  '\"01\"',           type",
        "millis,  '\"2023-11-14T22:13:20Z\"', type",
        "millis,  [1],                type",
    })
    void otherEpochsAreRefused(String field, String json, String reason) {
        assertThat(reason(field, json).id()).isEqualTo(reason);
    }

    @Test
    void anEscapedTimestampIsReadToo() {
        assertThat(times.value("iso", "{\"iso\":\"2023-11-14T22\\u003a13:20Z\"}"))
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }
}

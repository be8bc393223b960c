package dev.runnel.connectors.jdbc.cdc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of changes of MySQL and MariaDB, as the text that the source {@code jdbc} reads. */
final class BinlogText {
    private static final long MICROS = 1_000_000;
    private static final long MILLIS = 1_000;
    private static final int MINUTE = 60;

    private static final int MOST_DIGITS = 6;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private BinlogText() {}

    /**
     * Text of a number.
     *
     * @param kind what the number means, as Debezium names it; null for a number that is one
     * @param digits behind the seconds of a time of day; -1 when the column is not known
     */
    static String of(Number number, @Nullable String kind, int digits) {
        return switch (kind == null ? "" : kind) {
            case "io.debezium.time.Date" ->
                LocalDate.ofEpochDay(number.longValue()).toString();
            case "io.debezium.time.MicroTime" -> time(number.longValue(), digits);
            case "io.debezium.time.Timestamp" -> local(number.longValue() * MILLIS);
            case "io.debezium.time.MicroTimestamp" -> local(number.longValue());
            default -> plain(number);
        };
    }

    private static String plain(Number number) {
        if (number instanceof Float) {
            return Double.toString(number.doubleValue()); // all of its digits
        }
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    /** A span of time, which may be negative, or more than a day. */
    private static String time(long micros, int digits) {
        long all = Math.abs(micros);
        long seconds = all / MICROS;
        return String.format(
                        Locale.ROOT,
                        "%s%02d:%02d:%02d",
                        micros < 0 ? "-" : "",
                        seconds / MINUTE / MINUTE,
                        seconds / MINUTE % MINUTE,
                        seconds % MINUTE)
                + fraction(all % MICROS, digits);
    }

    private static String local(long micros) {
        long seconds = Math.floorDiv(micros, MICROS);
        return SECONDS.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC))
                + fraction(Math.floorMod(micros, MICROS), -1);
    }

    /** All of its digits, or none, where their number is not known. */
    private static String fraction(long micros, int digits) {
        int shown = digits < 0 || digits > MOST_DIGITS ? micros == 0 ? 0 : MOST_DIGITS : digits;
        return shown == 0
                ? ""
                : "." + String.format(Locale.ROOT, "%06d", micros).substring(0, shown);
    }
}

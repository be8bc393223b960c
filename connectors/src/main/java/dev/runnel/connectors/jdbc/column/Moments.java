package dev.runnel.connectors.jdbc.column;

import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Dates and times from the text that databases write them as, {@code 2026-01-31 23:59:59.123456+00}, into ISO 8601 in
 * UTC. What lies outside of the years 0000 to 9999, or does not exist, is refused. Thread safe.
 *
 * @param zone where points in time lie that are written without a zone; of a time that a clock shows twice in autumn the
 *     first is meant, one that it leaves out in spring is moved on by the gap
 * @param format how points in time are written
 */
public record Moments(ZoneId zone, TimeFormat format) {
    private static final int DATE = 10;
    private static final int CLOCK = 19;
    private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d(:\\d\\d){0,2}");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?");

    public Cell dates() {
        return Cells.ofText(this::date);
    }

    public Cell times() {
        return Cells.ofText(this::time);
    }

    /** Points in time without a zone. */
    public Cell locals() {
        return Cells.ofText(this::local);
    }

    /** Points in time with a zone. */
    public Cell instants() {
        return Cells.ofText(this::instant);
    }

    void date(RowJson out, String text) throws IOException {
        if (text.length() == DATE && isDate(text)) {
            out.text(text);
        } else {
            out.refuse(Reason.RANGE, text, "is no day that a record can hold: those of the years 0000 to 9999");
        }
    }

    void time(RowJson out, String text) throws IOException {
        if (TIME.matcher(text).matches()) {
            out.text(text);
        } else {
            out.refuse(Reason.RANGE, text, "is no time of day");
        }
    }

    void local(RowJson out, String text) throws IOException {
        int end = clockEnd(text);
        if (end < 0 || end != text.length()) {
            refuse(out, text);
        } else if (zone.equals(ZoneOffset.UTC) && format == TimeFormat.ISO) {
            out.text(iso(text, end) + "Z");
        } else {
            write(out, text, LocalDateTime.parse(iso(text, end)).atZone(zone).toInstant());
        }
    }

    void instant(RowJson out, String text) throws IOException {
        int end = clockEnd(text);
        String offset = end < 0 ? "" : text.substring(end).strip();
        boolean utc = offset.equals("+00") || offset.equals("+00:00") || offset.equals("Z");
        if (end < 0 || (!utc && !OFFSET.matcher(offset).matches())) {
            refuse(out, text);
        } else if (utc && format == TimeFormat.ISO) {
            out.text(iso(text, end) + "Z");
        } else {
            String parsed = utc ? "Z" : offset.length() == 3 ? offset + ":00" : offset;
            write(out, text, OffsetDateTime.parse(iso(text, end) + parsed).toInstant());
        }
    }

    private void write(RowJson out, String text, Instant instant) throws IOException {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            refuse(out, text);
        } else {
            out.instant(instant, format);
        }
    }

    private static void refuse(RowJson out, String text) throws IOException {
        out.refuse(Reason.RANGE, text, "is no point in time that a record can hold: those of the years 0000 to 9999");
    }

    private static String iso(String text, int end) {
        return text.substring(0, DATE) + "T" + text.substring(DATE + 1, end);
    }

    /** Where {@code YYYY-MM-DD HH:MM:SS[.fraction]} ends; -1 when it does not stand there or does not exist. */
    private static int clockEnd(String text) {
        if (text.length() < CLOCK
                || !isDate(text)
                || (text.charAt(DATE) != ' ' && text.charAt(DATE) != 'T')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return -1;
        }
        int hour = pair(text, 11);
        int minute = pair(text, 14);
        int second = pair(text, 17);
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return -1;
        }
        int end = CLOCK;
        if (end < text.length() && text.charAt(end) == '.') {
            do {
                end++;
            } while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9');
        }
        return end;
    }

    private static boolean isDate(String text) {
        int century = pair(text, 0);
        int rest = pair(text, 2);
        int month = pair(text, 5);
        int day = pair(text, 8);
        if ((century | rest | month | day) < 0 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || exists(century * 100 + rest, month, day));
    }

    private static boolean exists(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Two decimal digits; negative when they are none. */
    private static int pair(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}

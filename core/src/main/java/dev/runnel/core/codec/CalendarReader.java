package dev.runnel.core.codec;

import dev.runnel.core.record.Violation.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Dates, times of day and timestamps written as text. */
final class CalendarReader extends ValueReader {
    enum Kind {
        DATE("a date such as 2026-01-31"),
        TIME("a time such as 23:59, 23:59:59 or 23:59:59.999"),
        TIMESTAMP("a timestamp such as 2026-01-31T23:59:59.999Z");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }
    }

    private final Kind kind;

    CalendarReader(Kind kind) {
        this.kind = kind;
    }

    @Override
    Storage storage() {
        return Storage.NUMBER;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (start >= in.end || in.bytes[start] != '"') {
            String hint = kind == Kind.TIMESTAMP && in.atNumber()
                    ? " in quotes (for epoch numbers give the field a format, such as epoch_millis)"
                    : " in quotes";
            return misfit(Reason.TYPE, kind.expected + hint, in, start, into, slot);
        }
        in.readText(into.work.scratch);
        long value = parse(in);
        if (value == Times.MALFORMED) {
            return misfit(Reason.TYPE, kind.expected, in, start, into, slot);
        }
        if (value == Times.IMPOSSIBLE) {
            String expected = "a day and time that exist, in the years 0000 to 9999 (UTC)";
            return misfit(Reason.RANGE, expected, in, start, into, slot);
        }
        into.numbers[slot] = value;
        return true;
    }

    private long parse(JsonCursor in) {
        return switch (kind) {
            case DATE -> Times.date(in.text, in.textStart, in.textLength);
            case TIME -> Times.time(in.text, in.textStart, in.textLength);
            case TIMESTAMP -> Times.timestamp(in.text, in.textStart, in.textLength);
        };
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        long value = record.number(slot);
        return switch (kind) {
            case DATE -> LocalDate.ofEpochDay(value);
            case TIME -> LocalTime.ofNanoOfDay(value * 1_000_000);
            case TIMESTAMP -> instant(value);
        };
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

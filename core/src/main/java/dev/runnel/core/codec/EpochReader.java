package dev.runnel.core.codec;

import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.record.Violation.Reason;

/**
 * Timestamps written as a count of seconds, milliseconds or microseconds since the epoch: a JSON number, or one in
 * quotes. What is finer than a microsecond is cut off, towards the past.
 */
final class EpochReader extends ValueReader {
    private final TimeFormat format;
    /** Decimal places between the unit and a microsecond. */
    private final int places;

    EpochReader(TimeFormat format) {
        this.format = format;
        places = switch (format) {
            case EPOCH_SECONDS -> 6;
            case EPOCH_MILLIS -> 3;
            case EPOCH_MICROS -> 0;
            case ISO -> throw new IllegalArgumentException("not a count: " + format);
        };
    }

    @Override
    Storage storage() {
        return Storage.NUMBER;
    }

    @Override
    boolean read(JsonCursor in, DecodedRecord into, int slot) throws Refusal {
        int start = in.at;
        if (in.atNumber()) {
            in.readNumber();
        } else if (start >= in.end || in.bytes[start] != '"' || !readQuoted(in, into.work.scratch)) {
            return misfit(Reason.TYPE, "a timestamp as " + format.id(), in, start, into, slot);
        }
        NumberScan number = in.number;
        // no instant has more than 18 digits of microseconds, so beyond them only the range is asked
        if (number.magnitude() + places > 18) {
            return outside(in, start, into, slot);
        }
        long micros = micros(number);
        if (!Times.inRange(micros)) {
            return outside(in, start, into, slot);
        }
        into.numbers[slot] = micros;
        return true;
    }

    private static boolean readQuoted(JsonCursor in, Scratch scratch) throws Refusal {
        in.readText(scratch);
        int end = in.textStart + in.textLength;
        try {
            return in.textLength > 0
                    && (in.text[in.textStart] == '-' || NumberScan.isDigit(in.text[in.textStart]))
                    && in.number.scan(in.text, in.textStart, end) == end;
        } catch (Refusal e) {
            return false; // a string may say anything, only not as a number of this field
        }
    }

    private long micros(NumberScan number) {
        int by = number.exponent + places;
        if (by >= 0 || number.mantissa == 0) {
            long micros = number.mantissa == 0 ? 0 : number.mantissa * Wholes.power(by);
            return number.negative ? -micros : micros;
        }
        boolean far = -by > 18;
        long whole = far ? 0 : Long.divideUnsigned(number.mantissa, Wholes.power(-by));
        boolean cut = far || !number.exact || Long.remainderUnsigned(number.mantissa, Wholes.power(-by)) != 0;
        return number.negative ? -whole - (cut ? 1 : 0) : whole;
    }

    private boolean outside(JsonCursor in, int start, DecodedRecord into, int slot) throws Refusal {
        String expected = "a timestamp as " + format.id() + " in the years 0000 to 9999";
        return misfit(Reason.RANGE, expected, in, start, into, slot);
    }

    @Override
    Object boxed(DecodedRecord record, int slot) {
        return CalendarReader.instant(record.number(slot));
    }
}

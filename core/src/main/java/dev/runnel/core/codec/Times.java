package dev.runnel.core.codec;

/**
 * Dates and times from their text, without objects: the calendar of ISO 8601 (proleptic Gregorian) for the years 0000
 * to 9999, in the shapes of RFC 3339. A leap second does not exist here, as in all counts of seconds since the epoch.
 */
final class Times {
    /** The text does not have the shape. */
    static final long MALFORMED = Long.MIN_VALUE;
    /** The text has the shape, but there is no such day or time, or it lies outside the years 0000 to 9999. */
    static final long IMPOSSIBLE = Long.MIN_VALUE + 1;

    /** Microseconds of 0000-01-01T00:00:00Z. */
    static final long LEAST_MICROS = -62_167_219_200_000_000L;
    /** Microseconds of the last instant of 9999-12-31. */
    static final long GREATEST_MICROS = 253_402_300_799_999_999L;

    private static final int DATE_LENGTH = 10;
    private static final int EPOCH_DAY_OF_YEAR_0 = -719_528;
    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final long MICROS_OF_MINUTE = 60_000_000L;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private Times() {}

    /** Days since 1970-01-01 of {@code YYYY-MM-DD}. */
    static long date(byte[] b, int from, int length) {
        if (length != DATE_LENGTH || b[from + 4] != '-' || b[from + 7] != '-') {
            return MALFORMED;
        }
        int century = pair(b, from);
        int rest = pair(b, from + 2);
        int month = pair(b, from + 5);
        int day = pair(b, from + 8);
        if ((century | rest | month | day) < 0) {
            return MALFORMED;
        }
        int year = century * 100 + rest;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (month < 1 || month > 12 || day < 1 || day > monthLength(month, leap)) {
            return IMPOSSIBLE;
        }
        // leap years before this one, year 0 being one of them
        int leaps = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        int dayOfYear = DAYS_BEFORE_MONTH[month - 1] + (leap && month > 2 ? day : day - 1);
        return EPOCH_DAY_OF_YEAR_0 + 365L * year + leaps + dayOfYear;
    }

    private static int monthLength(int month, boolean leap) {
        return month == 2 && leap ? 29 : DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
    }

    /** Milliseconds of the day of {@code HH:MM[:SS[.fraction]]}; digits behind the third are cut off. */
    static long time(byte[] b, int from, int length) {
        if (length == 5) {
            long minutes = minutes(b, from);
            return minutes < 0 ? minutes : minutes * 60_000;
        }
        int end = from + length;
        if (timeEnd(b, from, end) != end) {
            return MALFORMED;
        }
        long micros = microsOfDay(b, from, end);
        return micros < 0 ? micros : micros / 1000;
    }

    /** Microseconds since the epoch of RFC 3339 text, without an offset meant as UTC; finer digits are cut off. */
    static long timestamp(byte[] b, int from, int length) {
        int end = from + length;
        int clock = from + DATE_LENGTH + 1;
        if (clock >= end || (b[clock - 1] != 'T' && b[clock - 1] != ' ' && b[clock - 1] != 't')) {
            return MALFORMED;
        }
        int clockEnd = timeEnd(b, clock, end);
        if (clockEnd < 0) {
            return MALFORMED;
        }
        long day = date(b, from, DATE_LENGTH);
        long micros = microsOfDay(b, clock, clockEnd);
        long offset = offsetMinutes(b, clockEnd, end);
        if (day == MALFORMED || micros == MALFORMED || offset == MALFORMED) {
            return MALFORMED;
        }
        if (day == IMPOSSIBLE || micros == IMPOSSIBLE || offset == IMPOSSIBLE) {
            return IMPOSSIBLE;
        }
        long instant = day * MICROS_OF_DAY + micros - offset * MICROS_OF_MINUTE;
        return inRange(instant) ? instant : IMPOSSIBLE;
    }

    static boolean inRange(long micros) {
        return micros >= LEAST_MICROS && micros <= GREATEST_MICROS;
    }

    /** Where {@code HH:MM:SS[.fraction]} ends, its digits unchecked but for the fraction's; -1 when it does not. */
    private static int timeEnd(byte[] b, int from, int end) {
        int at = from + 8;
        if (at > end || b[from + 2] != ':' || b[from + 5] != ':') {
            return -1;
        }
        if (at == end || b[at] != '.') {
            return at;
        }
        int first = ++at;
        while (at < end && NumberScan.isDigit(b[at])) {
            at++;
        }
        int digits = at - first;
        return digits >= 1 && digits <= 9 ? at : -1;
    }

    private static long microsOfDay(byte[] b, int from, int end) {
        long minutes = minutes(b, from);
        int seconds = pair(b, from + 6);
        if (minutes == MALFORMED || seconds < 0) {
            return MALFORMED;
        }
        if (minutes == IMPOSSIBLE || seconds > 59) {
            return IMPOSSIBLE;
        }
        int fraction = 0;
        for (int i = 0, at = from + 9; i < 6; i++, at++) {
            fraction = fraction * 10 + (at < end ? b[at] - '0' : 0);
        }
        return minutes * MICROS_OF_MINUTE + seconds * 1_000_000L + fraction;
    }

    /** Minutes of {@code HH:MM}. */
    private static long minutes(byte[] b, int from) {
        int hours = pair(b, from);
        int minutes = pair(b, from + 3);
        if ((hours | minutes) < 0 || b[from + 2] != ':') {
            return MALFORMED;
        }
        return hours > 23 || minutes > 59 ? IMPOSSIBLE : hours * 60L + minutes;
    }

    /** Minutes east of UTC of {@code Z}, {@code +HH:MM}, {@code -HH:MM}, or of nothing: UTC. */
    private static long offsetMinutes(byte[] b, int from, int end) {
        int length = end - from;
        if (length == 0 || (length == 1 && (b[from] == 'Z' || b[from] == 'z'))) {
            return 0;
        }
        if (length != 6 || (b[from] != '+' && b[from] != '-')) {
            return MALFORMED;
        }
        long minutes = minutes(b, from + 1);
        return minutes > 0 && b[from] == '-' ? -minutes : minutes;
    }

    /** Two decimal digits; negative when they are none. */
    private static int pair(byte[] b, int at) {
        int tens = b[at] - '0';
        int ones = b[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}

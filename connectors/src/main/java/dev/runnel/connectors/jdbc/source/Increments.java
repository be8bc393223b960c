package dev.runnel.connectors.jdbc.source;

import dev.runnel.connectors.jdbc.dialect.KeyKind;
import dev.runnel.connectors.jdbc.dialect.ReadDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fixes what each read of a growing column takes, so that no row that comes later belongs to an interval already read.
 *
 * <p><b>Times.</b> The bound is the database's clock, less the lag, down to the column's precision, and is itself left
 * out: {@code from <= value < to}. A row that gets its value from that clock after the bound was fixed, in whatever
 * fraction of the same second or day, gets one not below the bound, and comes with the next read. So rows with equal
 * values are never parted, and a value is read when its step is over. A row is missed only when it becomes visible later
 * than {@code lag} after it got its value. Where clocks are set back in autumn, the bound waits until the hour is over.
 *
 * <p><b>Unique numbers</b> (a primary key, or a unique index). The bound is the greatest value there is, and is read:
 * {@code from < value <= to}. Reading begins {@code lag} after the bound was fixed, so that a number given out before the
 * greatest, and committed after it, is there by then. No two rows are equal, so none is parted from another.
 *
 * <p><b>Other numbers.</b> The bound is the greatest value and is left out, {@code from <= value < to}: rows that have the
 * greatest value may still become more, and are read once there is a greater one.
 *
 * <p>Rows whose value is null are not read, nor is it seen that rows are deleted.
 */
final class Increments {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Queries queries;
    private final ReadDialect dialect;
    private final ReadOptions options;

    Increments(Connection connection, ReadDialect dialect, ReadOptions options) {
        queries = new Queries(connection, dialect);
        this.dialect = dialect;
        this.options = options;
    }

    Interval next(Shape shape, @Nullable Interval last) throws ReadFailure {
        KeyColumn column = shape.increment().orElseThrow();
        String from = last == null ? null : last.to() == null ? last.from() : last.to();
        try {
            if (column.kind() == KeyKind.TIME) {
                String to = bound(column, now());
                return new Interval(from, from != null && to.compareTo(from) < 0 ? from : to, false, Duration.ZERO);
            }
            if (column.kind() == KeyKind.TEXT) {
                throw new ReadFailure(
                        "the column '" + column.name() + "' of "
                                + shape.relation().shown()
                                + " is text, which 'increment_by' cannot go by: name one of numbers or times",
                        false);
            }
            String to = queries.one(new Statements(dialect, shape).greatest(column), column.kind());
            return new Interval(from, to == null ? from : to, shape.incrementIsUnique(), options.lag());
        } catch (SQLException e) {
            throw ReadFailure.of(
                    e,
                    "the bound of '" + column.name() + "' in "
                            + shape.relation().shown() + " cannot be found",
                    "name another column in 'increment_by'");
        }
    }

    private Instant now() throws SQLException {
        String clock = Objects.requireNonNull(queries.one(dialect.clock(), KeyKind.TIME));
        return LocalDateTime.parse(clock.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    /** The least value that a row can get from now on, or could not have had become visible within the lag. */
    String bound(KeyColumn column, Instant now) {
        Instant settled = floor(now.minus(options.lag()), dialect.tick(column.column()));
        if (dialect.hasZone(column.column())) {
            return dialect.inUtc(MOMENT.format(settled.atOffset(ZoneOffset.UTC)));
        }
        LocalDateTime local = leastFrom(settled, options.zone());
        return column.column().bareType().equals("date") ? DAY.format(local) : text(local, column);
    }

    /** With as many digits as the column has, so that texts compare as the times do. */
    private static String text(LocalDateTime local, KeyColumn column) {
        String text = MOMENT.format(local);
        int digits = Math.min(6, Math.max(0, column.column().scale()));
        return text.substring(0, digits == 0 ? text.indexOf('.') : text.length() - 6 + digits);
    }

    private static Instant floor(Instant instant, Duration tick) {
        long second = instant.getEpochSecond();
        long step = tick.toNanos();
        long nanos = Math.floorMod(second, 60L) * 1_000_000_000L + instant.getNano();
        return instant.minusNanos(nanos % step);
    }

    /** The least that clocks of a zone will show from an instant on. */
    static LocalDateTime leastFrom(Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
        return Optional.ofNullable(next)
                .map(ZoneOffsetTransition::getDateTimeAfter)
                .filter(after -> after.isBefore(local))
                .orElse(local);
    }
}

package dev.runnel.core.query;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query.
 *
 * @param rows values as null, Boolean, Long, Double, BigDecimal, String, LocalDate, LocalTime, LocalDateTime, Instant,
 *     byte[], List or Map; as many in each row as there are columns
 * @param truncated whether the limit cut rows off
 */
public record QueryResult(
        List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated, Duration elapsed) {

    /** A column's name and the database's name of its type. */
    public record Column(String name, String type) {}
}

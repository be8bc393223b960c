package dev.runnel.connectors.jdbc.source;

import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is read, and how.
 *
 * @param url the database's address
 * @param tables names and patterns, {@code orders}, {@code shop.or*}; none when a query is read
 * @param fetchSize rows that the driver holds at once
 * @param key columns that identify a row, in place of the primary key; none for that
 * @param splitBy the column whose ranges are read side by side; empty for the first of the key
 * @param splitRows about how many rows a range has
 * @param incrementBy the column that only grows; empty when everything is read
 * @param lag how long a row may take from getting its value of that column to being visible
 * @param zone where times lie that are kept without a zone
 * @param tinyintAsBoolean whether {@code tinyint(1)} is a boolean
 * @param contract the stream's fields, so that text and epoch times are written as they are declared
 */
public record ReadOptions(
        String url,
        Optional<String> user,
        Optional<Secret> password,
        List<String> tables,
        Optional<String> query,
        int fetchSize,
        List<String> key,
        Optional<String> splitBy,
        long splitRows,
        Optional<String> incrementBy,
        Duration lag,
        ZoneId zone,
        boolean tinyintAsBoolean,
        Optional<RecordType> contract) {
    public ReadOptions {
        tables = List.copyOf(tables);
        key = List.copyOf(key);
        zone = zone.normalized(); // so that every name of UTC is one
        if (tables.isEmpty() == query.isEmpty()) {
            throw new IllegalArgumentException("either tables or a query are read");
        }
        if (fetchSize < 1 || splitRows < 1 || lag.isNegative()) {
            throw new IllegalArgumentException("fetch size and rows of a split are at least 1, a lag at least 0");
        }
    }

    /** The address without what may be secret in it. */
    public String shownUrl() {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return (query.isPresent() ? "a query" : String.join(", ", tables)) + " at " + shownUrl();
    }
}

package dev.runnel.bench.sql;

import dev.runnel.bench.run.Metric;
import java.util.List;
import java.util.OptionalLong;

/**
 * A query, the same text for every contender but for the name of the time column.
 *
 * @param name of its file, {@code sql/<name>.sql}
 * @param topics that it reads
 * @param key the column that identifies a row of a changing result; empty when rows are only added
 * @param columns of the result, as a table declares them
 */
record Query(String name, List<String> topics, String key, String columns) {
    static final String COUNT = "count";

    static final List<Query> ALL = List.of(
            new Query(COUNT, List.of("bid"), "bidder", "bidder BIGINT, bids BIGINT"),
            new Query("average", List.of("bid"), "", "auction BIGINT, window_end TIMESTAMP(3), price BIGINT"),
            new Query(
                    "q1",
                    List.of("bid"),
                    "",
                    "auction BIGINT, bidder BIGINT, price DECIMAL(23, 3), date_time BIGINT, extra STRING"),
            new Query("q2", List.of("bid"), "", "auction BIGINT, price BIGINT"),
            new Query("q5", List.of("bid"), "", "auction BIGINT, num BIGINT"),
            new Query(
                    "q7",
                    List.of("bid"),
                    "",
                    "auction BIGINT, price BIGINT, bidder BIGINT, date_time BIGINT, extra STRING"),
            new Query("q8", List.of("person", "auction"), "", "id BIGINT, name STRING, starttime TIMESTAMP(3)"));

    String resource() {
        return "sql/" + name + ".sql";
    }

    Metric metric() {
        return Metric.higher(name, "events/s");
    }

    /** How many rows the result has, where that is simply known. */
    OptionalLong rows(AuctionTopics data) {
        return switch (name) {
            case "q1" -> OptionalLong.of(data.records("bid"));
            case "q2" -> OptionalLong.of(data.matching());
            default -> OptionalLong.empty();
        };
    }
}

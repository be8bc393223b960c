package dev.runnel.core.pipeline;

import dev.runnel.core.diagnostic.Location;
import java.util.List;
import java.util.Optional;

/**
 * A SQL query over streams and other models, kept up to date.
 *
 * @param layer raw, silver or gold: a label
 * @param key columns that identify a row of the result; empty when rows are only added
 * @param oneRow whether the result is one row, which needs no key: each change replaces it
 * @param sql Flink SQL, one query, without a semicolon at its end
 * @param sqlAt where the query stands
 * @param expectations data checks on the rows of the result
 */
public record Model(
        String name,
        String description,
        Optional<String> layer,
        List<String> key,
        boolean oneRow,
        String sql,
        Location sqlAt,
        List<Expectation> expectations,
        List<Endpoint> destinations,
        Location at) {
    public Model {
        key = List.copyOf(key);
        expectations = List.copyOf(expectations);
        destinations = List.copyOf(destinations);
    }

    /** Its destinations of one connector type. */
    public List<Endpoint> destinations(String type) {
        return destinations.stream().filter(d -> d.type().equals(type)).toList();
    }
}

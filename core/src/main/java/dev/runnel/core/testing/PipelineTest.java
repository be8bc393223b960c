package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Location;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One test of a pipeline.
 *
 * @param name as its file has it, any text
 * @param at where its name stands
 * @param given records by stream, in the order in which they come
 * @param expect of streams and models
 * @param invalid of streams, and of models with data checks; one that is not named must have no invalid records
 */
public record PipelineTest(
        String name,
        Location at,
        Map<String, List<Given>> given,
        List<ExpectedRows> expect,
        List<ExpectedRows> invalid) {
    public PipelineTest {
        given = new LinkedHashMap<>(given);
        expect = List.copyOf(expect);
        invalid = List.copyOf(invalid);
    }

    /** The records given to a stream. */
    public List<Given> given(String stream) {
        return given.getOrDefault(stream, List.of());
    }

    /** The streams and models of which it expects something, in the order in which it names them. */
    public Set<String> named() {
        Set<String> named = new LinkedHashSet<>();
        expect.forEach(e -> named.add(e.of()));
        invalid.forEach(e -> named.add(e.of()));
        return named;
    }
}

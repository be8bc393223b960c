package dev.runnel.core.testing;

import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.yaml.Node;
import java.util.List;

/**
 * The rows that a test expects of a stream or model, or the invalid records of a stream.
 *
 * @param of the stream's or model's name
 * @param invalid whether these are the invalid records of a stream
 * @param ordered whether the rows must come in this order
 * @param open whether nothing is written yet, to be filled in by an update
 * @param rows each with the columns that matter
 * @param at where the rows stand
 */
public record ExpectedRows(
        String of, boolean invalid, boolean ordered, boolean open, List<Node.Mapping> rows, Location at) {
    public ExpectedRows {
        rows = List.copyOf(rows);
    }

    /** That a stream has no invalid records, which a test need not say. */
    static ExpectedRows noneInvalid(String stream, PipelineTest test) {
        return new ExpectedRows(stream, true, false, false, List.of(), test.at());
    }
}

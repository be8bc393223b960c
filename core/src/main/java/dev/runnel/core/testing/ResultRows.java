package dev.runnel.core.testing;

import dev.runnel.core.contract.RecordType;
import java.util.List;

/**
 * What a stream or model held in the end.
 *
 * @param type its columns
 * @param rows each as a JSON object in UTF-8, in the order in which they came
 */
public record ResultRows(RecordType type, List<byte[]> rows) {
    public ResultRows {
        rows = List.copyOf(rows);
    }
}

package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.Split;
import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A range of rows to be read.
 *
 * @param number tells it from the same range of another read
 * @param position where reading goes on
 */
record TableSplit(long number, Split split, Position position) implements SourceSplit, Serializable {
    @Override
    public String splitId() {
        return number + ":" + split.id();
    }

    TableSplit at(Position reached) {
        return new TableSplit(number, split, reached);
    }
}

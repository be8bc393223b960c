package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.Position;
import dev.runnel.connectors.jdbc.source.Split;
import dev.runnel.engine.source.PulledSplit;

/**
 * A range of rows to be read.
 *
 * @param number tells it from the same range of another read
 * @param position where reading goes on
 */
record TableSplit(long number, Split split, Position position) implements PulledSplit<TableSplit, Position> {
    @Override
    public String splitId() {
        return number + ":" + split.id();
    }

    @Override
    public TableSplit at(Position next) {
        return new TableSplit(number, split, next);
    }
}

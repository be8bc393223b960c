package dev.runnel.connectors.jdbc.source;

import dev.runnel.core.record.SourcePosition;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.source.Pulled;
import java.util.List;
import java.util.Optional;

/** A row that was read. Immutable. */
public final class FoundRow implements Pulled<Position>, SourcePosition {
    private final byte[] json;
    private final Optional<Violation> broken;
    private final Relation relation;
    private final List<KeyColumn> order;
    private final String[] key;
    private final long number;

    FoundRow(
            byte[] json,
            Optional<Violation> broken,
            Relation relation,
            List<KeyColumn> order,
            String[] key,
            long number) {
        this.json = json;
        this.broken = broken;
        this.relation = relation;
        this.order = order;
        this.key = key;
        this.number = number;
    }

    @Override
    public SourceRecord record() {
        return new SourceRecord(null, json, this, broken);
    }

    @Override
    public int size() {
        return json.length;
    }

    /** A JSON object in UTF-8 whose members are the columns; not copied. */
    public byte[] json() {
        return json;
    }

    /** Why the row is not whole: a value that no record can hold stands in it as text. */
    public Optional<Violation> broken() {
        return broken;
    }

    /** {@code shop.orders[id=17]}, or {@code query[row 3]} with the row's number in its split, from 1. */
    @Override
    public String toString() {
        StringBuilder place = new StringBuilder(relation.shown()).append('[');
        if (key.length == 0) {
            place.append("row ").append(number);
        }
        for (int i = 0; i < key.length; i++) {
            place.append(i == 0 ? "" : ",")
                    .append(order.get(i).name())
                    .append('=')
                    .append(key[i]);
        }
        return place.append(']').toString();
    }

    @Override
    public Position next() {
        return key.length == 0 ? new Position.AfterRows(number) : new Position.AfterKey(List.of(key));
    }
}

package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.Relation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far changes are read. Immutable; the collections are shared and never changed.
 *
 * @param id of this reading: names what the server keeps for it
 * @param tables that are read; empty as long as nothing is begun
 * @param offset where in the server's log; null before there is one
 * @param skip changes behind that offset that were given already
 * @param at how much of the snapshot's file was given; -1 when there is none, or all of it was
 * @param history the schemas of the tables, where the log does not tell them
 */
record CdcPosition(
        String id,
        List<Relation.Table> tables,
        @Nullable HashMap<String, Object> offset,
        long skip,
        long at,
        ArrayList<String> history)
        implements Serializable {

    /** At the very beginning: nothing was asked of the server. */
    static CdcPosition named(String id) {
        return new CdcPosition(id, List.of(), null, 0, -1, new ArrayList<>());
    }

    boolean isBegun() {
        return offset != null;
    }

    /** Behind so many bytes of the snapshot's file. */
    CdcPosition inFile(long reached) {
        return new CdcPosition(id, tables, offset, skip, reached, history);
    }

    /** Behind a change. */
    CdcPosition behind(Map<String, ?> reached, long given) {
        return behind(reached, given, history);
    }

    /** Behind a change, with what is known of the tables by then. */
    CdcPosition behind(Map<String, ?> reached, long given, ArrayList<String> known) {
        return new CdcPosition(id, tables, new HashMap<>(reached), given, -1, known);
    }

    /** At the very beginning of these tables. */
    CdcPosition of(List<Relation.Table> found) {
        return new CdcPosition(id, found, null, 0, -1, new ArrayList<>());
    }

    Map<String, Object> log() {
        return Objects.requireNonNull(offset);
    }
}

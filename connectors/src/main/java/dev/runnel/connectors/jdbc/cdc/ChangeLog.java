package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.Relation;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One database's own way of keeping and giving changes. A position is the beginning of a transaction or the end of the one
 * before it, and how many changes behind it were given: the servers give whole transactions, always the same. Used by one
 * thread.
 */
sealed interface ChangeLog permits WriteAheadLog, Binlog {

    /** @throws IOException when the server does not keep changes, or the user may not read them; says what to do */
    void check() throws IOException;

    /**
     * Makes sure that the server is ready for a beginning.
     *
     * @throws IOException when it is not yet; says what to do
     */
    void prepare(CdcPosition position) throws IOException;

    /**
     * Makes sure that the server still has everything behind a position.
     *
     * @throws IOException when it has not; says that changes are lost, and what to do
     */
    void resume(CdcPosition position) throws IOException;

    /** The offset that a task is started with, to go on behind a position; empty for none. */
    Map<String, Object> start(CdcPosition position);

    /**
     * The position of the moment that a snapshot shows.
     *
     * @param record the last one of the snapshot, or the first one behind it where there is none
     */
    CdcPosition begun(SourceRecord record, CdcPosition at);

    /** Takes note of what came that is no change of a row: where a transaction begins or ends, a sign of life. */
    CdcPosition passed(SourceRecord record, CdcPosition at);

    /** Behind a change of a row. */
    CdcPosition behind(SourceRecord change, CdcPosition at);

    /**
     * Takes note of what comes again, before all changes behind a position have come that were given.
     *
     * @throws IOException when it is not what came before
     */
    void repeated(SourceRecord record, CdcPosition at) throws IOException;

    /** Whether a deleted row is given with all of its columns. */
    boolean isWhole(Relation.Table table) throws IOException;

    /** What the server is told, since all before a position is kept for good; empty where it need not know. */
    Map<String, Object> forgotten(CdcPosition position);

    /** Where a change stands, for people. */
    String place(Map<String, ?> offset);

    /** Says that changes are lost, and what to do. */
    static IOException lost(String why, CdcSettings settings) {
        return new IOException(why
                + ": changes made since are lost to this stream. To begin anew with the rows that there"
                + " are, stop it and delete its folder below " + settings.folder() + "; they will be in the log again");
    }

    /** Says that a transaction did not come again as it was. */
    static IOException other() {
        return new IOException(
                "the server gives other changes than before: some of those that were read are missing. Begin this"
                        + " stream anew: stop it and delete its folder of checkpoints");
    }
}

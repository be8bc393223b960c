package dev.runnel.connectors.jdbc.cdc;

import io.debezium.config.Configuration;
import io.debezium.document.DocumentReader;
import io.debezium.document.DocumentWriter;
import io.debezium.relational.history.AbstractSchemaHistory;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.relational.history.SchemaHistoryException;
import io.debezium.relational.history.SchemaHistoryListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The statements that made the tables what they are, which MySQL's log does not repeat: in memory, and kept with each
 * position. Debezium makes it by its name and finds its records by the reading's id. Thread safe.
 */
public final class SchemaRecords extends AbstractSchemaHistory {
    /** The property that has the reading's id. */
    static final String ID = "schema.history.internal.runnel.id";

    /** Characters of all records; some hundred tables with as many changes each stay far below. */
    private static final int MOST = 8 << 20;

    private static final Map<String, Records> BY_ID = new ConcurrentHashMap<>();

    private @Nullable Records records;

    /** The records of one reading. */
    static final class Records {
        private final List<String> all;
        private ArrayList<String> shared;
        private long length;

        Records(List<String> known) {
            all = new ArrayList<>(known);
            shared = new ArrayList<>(known);
            length = known.stream().mapToLong(String::length).sum();
        }

        synchronized void add(String record) {
            if (all.contains(record)) {
                return; // read again, since it stands behind the position
            }
            length += record.length();
            if (length > MOST) {
                throw new SchemaHistoryException("the tables were changed so often that the statements take more than "
                        + (MOST >> 20) + " MiB: read fewer tables, or begin this stream anew");
            }
            all.add(record);
        }

        synchronized List<String> known() {
            return List.copyOf(all);
        }

        /** All of them in a list that is never changed, the same one while there is no new one. */
        synchronized ArrayList<String> kept() {
            if (shared.size() != all.size()) {
                shared = new ArrayList<>(all);
            }
            return shared;
        }
    }

    /** Says what is known before a task starts. */
    static Records begin(String id, List<String> known) {
        Records begun = new Records(known);
        BY_ID.put(id, begun);
        return begun;
    }

    /** Forgets them, unless another reader has begun under that name since. */
    static void end(String id, Records begun) {
        BY_ID.remove(id, begun);
    }

    @Override
    public void configure(
            Configuration config,
            HistoryRecordComparator comparator,
            SchemaHistoryListener listener,
            boolean useCatalogBeforeSchema) {
        super.configure(config, comparator, listener, useCatalogBeforeSchema);
        String id = config.getString(ID);
        records = BY_ID.get(id);
        if (records == null) {
            throw new SchemaHistoryException("nobody reads as " + id);
        }
    }

    private Records records() {
        if (records == null) {
            throw new IllegalStateException("not configured");
        }
        return records;
    }

    @Override
    protected void storeRecord(HistoryRecord record) {
        try {
            // Without the time of reading: the same statement is the same record when it is read again.
            record.document().setNumber(HistoryRecord.Fields.TIMESTAMP, 0L);
            records().add(DocumentWriter.defaultWriter().write(record.document()));
        } catch (IOException e) {
            throw new SchemaHistoryException("a statement that changes tables cannot be written", e);
        }
    }

    @Override
    protected void recoverRecords(Consumer<HistoryRecord> taker) {
        try {
            for (String record : records().known()) {
                taker.accept(new HistoryRecord(DocumentReader.defaultReader().read(record)));
            }
        } catch (IOException e) {
            throw new SchemaHistoryException("what the checkpoint knows of the tables cannot be read", e);
        }
    }

    @Override
    public boolean exists() {
        return !records().known().isEmpty();
    }

    @Override
    public boolean storageExists() {
        return true;
    }

    @Override
    public String toString() {
        return "with the checkpoints";
    }
}

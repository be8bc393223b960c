package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Step;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads changes: it first has its name kept, under which the server will keep changes for it; then gathers the snapshot in
 * a file, gives the rows of the file, and gives the changes behind. Used by one thread.
 */
final class ChangeReader implements RecordReader<CdcPosition> {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
    private static final int PATIENCE_MILLIS = 20;

    private final CdcSettings settings;
    private final WriteAheadLog log;
    private final SnapshotFile file;
    private final Deque<SourceRecord> waiting = new ArrayDeque<>();
    private CdcPosition at;
    private boolean isNameKept;
    private boolean isNameGiven;
    private @Nullable ChangeTask task;
    private @Nullable ChangeRows rows;
    private SnapshotFile.@Nullable Writer gathering;
    private long gathered;
    private SnapshotFile.@Nullable Reader giving;
    /** Changes that come again and were given before. */
    private long again;

    /** @param isNameKept whether a checkpoint has the position's name */
    ChangeReader(CdcSettings settings, CdcPosition at, boolean isNameKept) {
        this.settings = settings;
        this.at = at;
        this.isNameKept = isNameKept;
        this.log = new WriteAheadLog(settings);
        this.file = new SnapshotFile(settings.folder(), at.id());
    }

    @Override
    public Optional<Step<CdcPosition>> next() throws IOException, InterruptedException {
        if (!isNameKept) {
            if (isNameGiven) {
                Thread.sleep(PATIENCE_MILLIS);
                return Optional.empty();
            }
            isNameGiven = true;
            return Optional.of(Step.moved(at));
        }
        if (task == null) {
            start();
            if (gathering == null && giving == null) {
                return Optional.of(Step.moved(at));
            }
        }
        if (gathering != null) {
            gather(gathering);
            return Optional.empty();
        }
        if (giving != null) {
            return Optional.of(give(giving));
        }
        return change();
    }

    private void start() throws IOException {
        log.check();
        boolean isNew = !at.isBegun();
        if (isNew) {
            log.clear(at);
            file.remove();
            at = new CdcPosition(at.id(), tables(), null, 0, -1);
        } else {
            log.resume(at);
            again = at.skip();
        }
        rows = new ChangeRows(settings, at.tables(), log);
        boolean isSnapshot = isNew && settings.isSnapshotWanted();
        if (isSnapshot) {
            gathering = file.write();
        } else if (at.at() >= 0) {
            giving = file.read(at.at());
        }
        task = ChangeTask.start(TaskProperties.of(settings, at, isSnapshot));
        if (isNew && !isSnapshot) {
            at = at.behind(Map.of(), 0); // the slot is there now
        }
        LOG.info(
                "{} reads changes of {} as {}; the server keeps changes for it until that slot is dropped",
                settings.stream(),
                at.tables().stream().map(Relation.Table::shown).toList(),
                at.id());
    }

    private List<Relation.Table> tables() throws IOException {
        try (DatabaseSession session = DatabaseSession.open(settings.reading())) {
            List<Relation.Table> tables = new ArrayList<>();
            for (Relation relation : session.relations()) {
                tables.add((Relation.Table) relation);
            }
            return List.copyOf(tables);
        }
    }

    private void gather(SnapshotFile.Writer out) throws IOException, InterruptedException {
        Deque<SourceRecord> found = new ArrayDeque<>(task().poll());
        while (!found.isEmpty()) {
            SourceRecord record = found.peek();
            if (!record.sourceOffset().containsKey("snapshot")) {
                end(out);
                break;
            }
            found.remove();
            if (isRow(record)) {
                gathered++;
                Optional<dev.runnel.core.record.SourceRecord> row = rows().of(record);
                if (row.isPresent()) {
                    out.add(row.get());
                }
                if ("last"
                        .equals(String.valueOf(
                                ((Struct) record.value()).getStruct("source").get("snapshot")))) {
                    end(out);
                    break;
                }
            }
        }
        waiting.addAll(found);
    }

    /** The snapshot is whole. What is behind it begins where the slot was made. */
    private void end(SnapshotFile.Writer out) throws IOException {
        out.finish();
        gathering = null;
        LOG.info("{} has a snapshot of {} rows", settings.stream(), gathered);
        at = at.behind(Map.of(), 0).inFile(0);
        giving = file.read(0);
    }

    private Step<CdcPosition> give(SnapshotFile.Reader in) throws IOException {
        Optional<dev.runnel.core.record.SourceRecord> row = in.next();
        if (row.isEmpty()) {
            in.close();
            giving = null;
            at = at.inFile(-1);
            return Step.moved(at);
        }
        at = at.inFile(in.at());
        return Step.of(row.get(), at);
    }

    private Optional<Step<CdcPosition>> change() throws IOException, InterruptedException {
        if (waiting.isEmpty()) {
            waiting.addAll(task().poll());
        }
        SourceRecord record = waiting.poll();
        while (record != null) {
            if (!isRow(record)) {
                if (again == 0) {
                    CdcPosition before = at;
                    at = log.passed(record, at);
                    if (!at.equals(before)) {
                        return Optional.of(Step.moved(at));
                    }
                } else {
                    log.passed(record, at);
                    checkOrder(record);
                }
            } else if (again > 0) {
                again--;
            } else {
                at = log.behind(record, at);
                Optional<dev.runnel.core.record.SourceRecord> row = rows().of(record);
                return Optional.of(new Step<>(row, at));
            }
            record = waiting.poll();
        }
        return Optional.empty();
    }

    /** A transaction comes again as it was; one that ends before the place that was reached is not the same. */
    private void checkOrder(SourceRecord record) throws IOException {
        if (record.value() instanceof Struct value
                && value.schema().field("status") != null
                && "END".equals(value.getString("status"))) {
            throw new IOException("the server gives other changes than before: " + again
                    + " of those that were read are missing. Begin this stream anew");
        }
    }

    private static boolean isRow(SourceRecord record) {
        return record.value() instanceof Struct value && value.schema().field("op") != null;
    }

    private ChangeTask task() {
        if (task == null) {
            throw new IllegalStateException("not started");
        }
        return task;
    }

    private ChangeRows rows() {
        if (rows == null) {
            throw new IllegalStateException("not started");
        }
        return rows;
    }

    @Override
    public void kept(CdcPosition position) throws IOException {
        isNameKept = true;
        if (position.isBegun() && position.at() < 0) {
            file.remove();
        }
        Map<String, Object> forgotten = position.isBegun() ? WriteAheadLog.forgotten(position) : Map.of();
        if (task != null && !forgotten.isEmpty()) {
            try {
                task.forget(forgotten);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (task != null) {
            task.close();
        }
        if (rows != null) {
            rows.close();
        }
        if (gathering != null) {
            gathering.close();
        }
        if (giving != null) {
            giving.close();
        }
    }
}

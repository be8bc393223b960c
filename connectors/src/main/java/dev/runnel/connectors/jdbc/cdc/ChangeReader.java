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
    private final SchemaRecords.Records schemas;
    private final SnapshotFile file;
    private final Deque<SourceRecord> waiting = new ArrayDeque<>();
    private CdcPosition at;
    private boolean isNameKept;
    private boolean isNameGiven;
    private @Nullable ChangeLog log;
    private @Nullable ChangeTask task;
    private @Nullable ChangeRows rows;
    private SnapshotFile.@Nullable Writer gathering;
    private long gathered;
    private @Nullable SourceRecord last;
    private SnapshotFile.@Nullable Reader giving;
    /** Changes that come again and were given before. */
    private long again;

    /** @param isNameKept whether a checkpoint has the position's name */
    ChangeReader(CdcSettings settings, CdcPosition at, boolean isNameKept) {
        this.settings = settings;
        this.at = at;
        this.isNameKept = isNameKept;
        this.schemas = SchemaRecords.begin(at.id(), at.history());
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
            if (at.isBegun() && giving == null) {
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
        Server server = Server.of(settings);
        ChangeLog kept =
                server == Server.POSTGRES ? new WriteAheadLog(settings) : new Binlog(settings, server, schemas);
        log = kept;
        kept.check();
        boolean isNew = !at.isBegun();
        if (isNew) {
            kept.prepare(at);
            file.remove();
            at = at.of(tables());
        } else {
            kept.resume(at);
            again = at.skip();
        }
        rows = new ChangeRows(settings, server, at.tables(), kept);
        boolean isSnapshot = isNew && settings.isSnapshotWanted();
        if (isSnapshot) {
            gathering = file.write();
        } else if (at.at() >= 0) {
            giving = file.read(at.at());
        }
        task = ChangeTask.start(
                server.task(), TaskProperties.of(settings, server, at, isSnapshot), isNew ? Map.of() : kept.start(at));
        if (isNew && !isSnapshot && server == Server.POSTGRES) {
            at = at.behind(Map.of(), 0); // the slot is there now
        }
        LOG.info(
                "{} reads changes of {} as {}{}",
                settings.stream(),
                at.tables().stream().map(Relation.Table::shown).toList(),
                at.id(),
                server == Server.POSTGRES ? "; the server keeps changes for it until that slot is dropped" : "");
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
            if (!isOfSnapshot(record)) {
                end(out, last == null ? record : last);
                break;
            }
            found.remove();
            last = record;
            if (isRow(record)) {
                gathered++;
                Optional<dev.runnel.core.record.SourceRecord> row = rows().of(record);
                if (row.isPresent()) {
                    out.add(row.get());
                }
                if (snapshotOf(record).equals("last")) {
                    end(out, record);
                    break;
                }
            }
        }
        waiting.addAll(found);
    }

    /** The last row of a MySQL's snapshot has the offset of the changes behind, and says only itself what it is. */
    private static boolean isOfSnapshot(SourceRecord record) {
        return record.sourceOffset().containsKey("snapshot")
                || isRow(record)
                        && !snapshotOf(record).isEmpty()
                        && !snapshotOf(record).equals("false");
    }

    /** {@code true}, {@code last} and the like; {@code false} or empty for a change. */
    private static String snapshotOf(SourceRecord row) {
        Object what = ((Struct) row.value()).getStruct("source").get("snapshot");
        return what == null ? "" : what.toString();
    }

    /** The snapshot is whole: from here on there is a position. */
    private void end(SnapshotFile.Writer out, SourceRecord record) throws IOException {
        out.finish();
        gathering = null;
        LOG.info("{} has a snapshot of {} rows", settings.stream(), gathered);
        at = log().begun(record, at).inFile(0);
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
                CdcPosition before = at;
                if (again > 0) {
                    log().repeated(record, at);
                } else {
                    at = at.isBegun() ? log().passed(record, at) : log().begun(record, at);
                }
                if (!at.equals(before)) {
                    return Optional.of(Step.moved(at));
                }
            } else if (again > 0) {
                log().repeated(record, at);
                again--;
            } else {
                at = log().behind(record, at);
                Optional<dev.runnel.core.record.SourceRecord> row = rows().of(record);
                return Optional.of(new Step<>(row, at));
            }
            record = waiting.poll();
        }
        return Optional.empty();
    }

    /** Whether a record is a change of a row. */
    static boolean isRow(SourceRecord record) {
        return record.value() instanceof Struct value && value.schema().field("op") != null;
    }

    private ChangeLog log() {
        if (log == null) {
            throw new IllegalStateException("not started");
        }
        return log;
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
        Map<String, Object> forgotten = log != null && position.isBegun() ? log.forgotten(position) : Map.of();
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
        SchemaRecords.end(at.id(), schemas);
    }
}

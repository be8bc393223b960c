package dev.runnel.engine.collect;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** Collects entries into a batch for each checkpoint. For one thread. */
final class StagingWriter implements CommittingSinkWriter<Entry, Batch>, StatefulSinkWriter<Entry, Long> {
    private final Staging staging;
    private final long run;
    private long number = 1;
    private Staging.Draft draft;
    private boolean ended;

    /** @param run of the batches that it makes */
    StagingWriter(Staging staging, long run) {
        this.staging = staging;
        this.run = run;
        this.draft = staging.draft(Batch.name(run, number));
    }

    @Override
    public void write(Entry entry, Context context) throws IOException {
        draft.add(entry);
    }

    @Override
    public void flush(boolean endOfInput) {
        ended |= endOfInput;
    }

    @Override
    public Collection<Batch> prepareCommit() throws IOException {
        if (draft.count() == 0 && !ended) {
            return List.of();
        }
        Batch batch = draft.batch(run, number, ended);
        number++;
        draft = staging.draft(Batch.name(run, number));
        return List.of(batch);
    }

    @Override
    public List<Long> snapshotState(long checkpoint) {
        return List.of(run);
    }

    @Override
    public void close() throws IOException {
        draft.discard();
    }
}

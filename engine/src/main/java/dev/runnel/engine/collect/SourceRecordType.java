package dev.runnel.engine.collect;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.record.RecordType;

/** How Flink carries a {@link SourceRecord}: what a source names as the type that it produces. */
public final class SourceRecordType extends RecordType<SourceRecord> {
    public static final SourceRecordType INSTANCE = new SourceRecordType();

    private static final long serialVersionUID = 1;

    private SourceRecordType() {
        super(SourceRecord.class, SourceRecordSerializer.INSTANCE);
    }
}

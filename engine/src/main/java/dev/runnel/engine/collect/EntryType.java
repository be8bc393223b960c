package dev.runnel.engine.collect;

import dev.runnel.engine.record.RecordType;

/** How Flink carries an {@link Entry}. */
public final class EntryType extends RecordType<Entry> {
    public static final EntryType INSTANCE = new EntryType();

    private static final long serialVersionUID = 1;

    private EntryType() {
        super(Entry.class, EntrySerializer.INSTANCE);
    }
}

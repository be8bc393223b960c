package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.PartitionField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a row, {@code event_timestamp_day=2026-11-21/type=click}. A row is mostly of a partition seen just before,
 * so folders are remembered by their values. Not thread safe: Flink gives each subtask a copy.
 */
final class PartitionFolders implements BucketAssigner<RowData, String> {
    private static final long serialVersionUID = 1L;

    private static final int REMEMBERED = 4096;

    private final RowType rows;
    private final List<PartitionField> fields;
    private transient @Nullable Seen seen;

    /**
     * @throws IllegalArgumentException when the rows have no such columns, or of a wrong type, saying which
     */
    PartitionFolders(RowType rows, List<PartitionField> fields) {
        this.rows = rows;
        this.fields =
                new ArrayList<>(fields); // List.copyOf is serialised through a proxy that Flink's closure check minds
        fields.forEach(f -> PartitionValue.of(rows, f));
    }

    /** What was seen: the last row's folder, and those of the rows before. */
    private static final class Seen {
        final PartitionValue[] readers;
        final Map<Key, String> folders = new HashMap<>();
        Key last = new Key(new @Nullable Object[0]);
        String folder = "";

        Seen(PartitionValue[] readers) {
            this.readers = readers;
        }
    }

    /** The values of a row's partition fields. */
    private static final class Key {
        final @Nullable Object[] values;

        Key(@Nullable Object[] values) {
            this.values = values;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    @Override
    public String getBucketId(RowData row, Context context) {
        return folder(row);
    }

    String folder(RowData row) {
        if (fields.isEmpty()) {
            return "";
        }
        Seen known = seen;
        if (known == null) {
            known = new Seen(
                    fields.stream().map(f -> PartitionValue.of(rows, f)).toArray(PartitionValue[]::new));
            seen = known;
        }
        @Nullable Object[] values = new Object[known.readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = known.readers[i].of(row);
        }
        Key key = new Key(values);
        if (!key.equals(known.last)) {
            find(known, key);
        }
        return known.folder;
    }

    private void find(Seen known, Key key) {
        String folder = known.folders.get(key);
        Key kept = new Key(new Object[key.values.length]);
        for (int i = 0; i < key.values.length; i++) {
            kept.values[i] = known.readers[i].keep(key.values[i]);
        }
        if (folder == null) {
            folder = name(known, key);
            if (known.folders.size() >= REMEMBERED) {
                known.folders.clear();
            }
            known.folders.put(kept, folder);
        }
        known.last = kept;
        known.folder = folder;
    }

    private String name(Seen known, Key key) {
        StringBuilder folder = new StringBuilder();
        for (int i = 0; i < key.values.length; i++) {
            folder.append(i == 0 ? "" : "/")
                    .append(fields.get(i).name())
                    .append('=')
                    .append(FolderName.of(known.readers[i].text(key.values[i])));
        }
        return folder.toString();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}

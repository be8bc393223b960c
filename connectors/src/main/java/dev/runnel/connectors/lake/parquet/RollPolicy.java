package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.Roll;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * Finishes files at every checkpoint, which comes at {@link Roll#every}, and between checkpoints when a file has its rows
 * or its size. Not thread safe: Flink gives each subtask a copy.
 */
final class RollPolicy extends CheckpointRollingPolicy<RowData, String> {
    private static final long serialVersionUID = 1L;

    /** Asking a file for its size is a system call. */
    private static final int ROWS_BETWEEN_SIZES = 256;

    private final long rows;
    private final long size;
    private transient @Nullable Map<String, Progress> files;
    private transient @Nullable Progress last;

    /** Rows of the file that a partition has open. */
    private static final class Progress {
        final PartFileInfo<String> file;
        long rows = 1; // Flink asks from the second row on

        Progress(PartFileInfo<String> file) {
            this.file = file;
        }
    }

    RollPolicy(Roll roll) {
        this.rows = roll.rows();
        this.size = roll.size();
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, RowData row) throws IOException {
        Progress progress = progress(file);
        boolean full = progress.rows >= rows || (progress.rows % ROWS_BETWEEN_SIZES == 0 && file.getSize() >= size);
        progress.rows++;
        return full;
    }

    private Progress progress(PartFileInfo<String> file) {
        Progress recent = last;
        if (recent != null && recent.file == file) {
            return recent;
        }
        if (files == null) {
            files = new HashMap<>();
        }
        Progress known = files.get(file.getBucketId());
        if (known == null || known.file != file) {
            known = new Progress(file);
            files.put(file.getBucketId(), known);
        }
        last = known;
        return known;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return false;
    }
}

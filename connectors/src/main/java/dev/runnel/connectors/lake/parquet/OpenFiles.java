package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.parquet.column.Habits;
import dev.runnel.connectors.lake.parquet.column.RowGroup;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.schema.MessageType;

/**
 * The files that one subtask has open, and the memory they share. However many partitions a burst of rows opens, together
 * they hold no more than the bound: past it the file that holds most writes out its rows as a row group, small as it may
 * be. Closing files instead would bound memory as well, but leave one small file for each visit to a partition. Not
 * thread safe.
 */
public final class OpenFiles {
    /** Rows that all files of a subtask hold together, in bytes. */
    public static final long BOUND = 64L << 20;

    /** A row group of this size reads well and leaves room for others. */
    private static final long GROUP = 32L << 20;

    private static final long MOST_UNSEEN = 256 << 10;
    private static final long LEAST_UNSEEN = 4 << 10;

    private final long groupBytes;
    private final long bound;
    private final PageCompressor compressor;
    private final Habits habits = new Habits();
    private final Set<ParquetFile> files = new HashSet<>();
    private long held;

    /**
     * None yet.
     *
     * @param fileBytes the size at which files are finished: row groups are at most a quarter of it
     */
    public OpenFiles(Codec codec, long fileBytes, long bound) {
        this.compressor = new PageCompressor(codec);
        this.groupBytes = Math.min(GROUP, fileBytes / 4);
        this.bound = bound;
    }

    long groupBytes() {
        return groupBytes;
    }

    /** An empty row group for one of the files. */
    RowGroup group(MessageType schema) {
        return new RowGroup(schema, compressor, habits);
    }

    /**
     * So many bytes may come into a file between two looks at how much it holds; less when many files are open, and
     * never so many that a row group becomes much larger than it should.
     */
    long unseenBytes() {
        long most = Math.min(MOST_UNSEEN, groupBytes / 4);
        return Math.max(LEAST_UNSEEN, Math.min(most, bound / 4 / Math.max(1, files.size())));
    }

    void add(ParquetFile file) {
        files.add(file);
    }

    void remove(ParquetFile file) {
        files.remove(file);
    }

    /** Takes note that a file holds more, or fewer, bytes than it did. */
    void changed(long bytes) {
        held += bytes;
    }

    /** Ends row groups, the largest first, until the files hold no more than the bound. */
    void makeRoom() throws IOException {
        while (held > bound) {
            ParquetFile largest = null;
            for (ParquetFile file : files) {
                if (largest == null || file.held() > largest.held()) {
                    largest = file;
                }
            }
            if (largest == null || largest.held() == 0) {
                return;
            }
            largest.endGroup();
        }
    }

    /** Bytes of rows that the files hold, as each saw it when it last looked. */
    long held() {
        return held;
    }
}

package dev.runnel.connectors.lake.parquet;

import dev.runnel.connectors.lake.layout.TablePlan;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.table.data.RowData;

/** Lands rows as Parquet files in partition folders, each row once, through Flink's file sink. */
public final class ParquetLanding {
    private ParquetLanding() {}

    /**
     * Adds the writing of a table to a job.
     *
     * @throws IllegalArgumentException when a column's type cannot be stored or the partitions do not fit the columns
     */
    public static void attach(DataStream<RowData> rows, TablePlan plan) {
        attach(rows, plan, "part");
    }

    /** The same with files whose names say that a load wrote them. */
    public static void attachLoad(DataStream<RowData> rows, TablePlan plan) {
        attach(rows, plan, DailyFolder.PREFIX);
    }

    private static void attach(DataStream<RowData> rows, TablePlan plan, String prefix) {
        Path folder = new Path(plan.location());
        ParquetFiles files =
                new ParquetFiles(plan.columns(), plan.codec(), plan.roll().size());
        PartitionFolders folders = new PartitionFolders(plan.rows(), plan.partitions());
        FileSink<RowData> sink = FileSink.forBulkFormat(folder, files)
                .withBucketAssigner(folders)
                .withRollingPolicy(new RollPolicy(plan.roll()))
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(prefix)
                        .withPartSuffix(".parquet")
                        .build())
                .build();
        rows.sinkTo(sink).name(plan.uid() + "-lake").uid(plan.uid() + "-lake");
    }
}

package dev.runnel.connectors.lake.iceberg;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.io.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's sink, mended for jobs that end. Iceberg numbers what is left at the end of the input after the checkpoint
 * that its aggregating task was restored from. Flink tells that checkpoint only to tasks that have state, and this one
 * has none: after a restart it begins with 1 again, the committer takes that number for one that is in the table
 * already, and the last rows are silently left out. An operator that keeps a little state, in the same task, mends it.
 *
 * <p>Files are written as our own Parquet files are where the table's columns allow it; what is committed, and how, is
 * Iceberg's.
 *
 * @param <C> what is committed at a checkpoint; a type that Iceberg does not show
 */
final class RestoredSink<C>
        implements Sink<RowData>,
                SupportsPreWriteTopology<RowData>,
                SupportsPreCommitTopology<WriteResult, C>,
                SupportsCommitter<C>,
                SupportsPostCommitTopology<C> {

    private static final long serialVersionUID = 1L;

    private final IcebergSink sink;
    private final SupportsCommitter<C> committing;
    private final SupportsPreCommitTopology<WriteResult, C> aggregating;
    private final SupportsPostCommitTopology<C> committed;
    private final String uid;
    private final @Nullable TableFiles files;

    @SuppressWarnings("unchecked")
    private RestoredSink(IcebergSink sink, String uid, @Nullable TableFiles files) {
        this.sink = sink;
        this.files = files;
        this.committing = (SupportsCommitter<C>) sink;
        this.aggregating = (SupportsPreCommitTopology<WriteResult, C>) (Object) sink;
        this.committed = (SupportsPostCommitTopology<C>) (Object) sink;
        this.uid = uid;
    }

    /**
     * The rows, such that Iceberg's builder, which attaches its sink itself, attaches a mended one.
     *
     * @param uid of the operator that is added
     * @param files how the files are written; null for Iceberg's own way
     */
    static DataStream<RowData> of(DataStream<RowData> rows, String uid, @Nullable TableFiles files) {
        return new DataStream<>(rows.getExecutionEnvironment(), rows.getTransformation()) {
            @Override
            public DataStreamSink<RowData> sinkTo(Sink<RowData> sink) {
                return super.sinkTo(new RestoredSink<>((IcebergSink) sink, uid, files));
            }
        };
    }

    @Override
    public DataStream<CommittableMessage<C>> addPreCommitTopology(DataStream<CommittableMessage<WriteResult>> written) {
        DataStream<CommittableMessage<C>> sent = aggregating.addPreCommitTopology(written);
        Transformation<CommittableMessage<C>> aggregator = aggregator(sent.getTransformation());
        SingleOutputStreamOperator<CommittableMessage<C>> remembering = new DataStream<>(
                        sent.getExecutionEnvironment(), aggregator)
                .transform(uid, sent.getType(), new RestoredTask<>())
                .uid(uid)
                .setParallelism(1)
                .setMaxParallelism(1);
        chain(remembering);
        return remembering.global();
    }

    /** The aggregating operator is sent on to one committer; what is added has to come before that, in its task. */
    @SuppressWarnings("unchecked")
    private static <T> Transformation<T> aggregator(Transformation<T> sent) {
        if (!(sent instanceof PartitionTransformation)) {
            throw new IllegalStateException("this version of Iceberg's sink is built otherwise: " + sent);
        }
        return (Transformation<T>) sent.getInputs().get(0);
    }

    private static void chain(SingleOutputStreamOperator<?> operator) {
        ((PhysicalTransformation<?>) operator.getTransformation()).setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
        return files == null ? sink.createWriter(context) : files.writer(context.getTaskInfo());
    }

    @Override
    public DataStream<RowData> addPreWriteTopology(DataStream<RowData> rows) {
        return sink.addPreWriteTopology(rows);
    }

    @Override
    public SimpleVersionedSerializer<WriteResult> getWriteResultSerializer() {
        return aggregating.getWriteResultSerializer();
    }

    @Override
    public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
        return committing.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<C> getCommittableSerializer() {
        return committing.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<C>> committables) {
        committed.addPostCommitTopology(committables);
    }
}

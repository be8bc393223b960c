package dev.runnel.connectors.lake.iceberg;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes everything on. The checkpoint that it keeps as state makes Flink tell the whole task where it restarts from. */
final class RestoredTask<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by initializeState, which Flink calls first
    private transient ListState<Long> checkpoint;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        checkpoint = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("checkpoint", Types.LONG));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        checkpoint.update(List.of(context.getCheckpointId()));
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        output.collect(element);
    }
}

package dev.runnel.engine.load;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes an {@link EndMark} when the first checkpoint behind the source's end is complete. A task ends only after it was
 * told of such a checkpoint, so no job finishes without its mark. One task sees the end of all readers: to be run with a
 * parallelism of 1.
 */
final class NoteEnd extends AbstractStreamOperator<Boolean>
        implements OneInputStreamOperator<Boolean, Boolean>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final long NONE = -1;

    private final EndMark mark;
    private transient boolean ended;
    private transient long checkpoint;

    NoteEnd(EndMark mark) {
        this.mark = mark;
    }

    @Override
    public void open() throws Exception {
        super.open();
        ended = false;
        checkpoint = NONE;
    }

    @Override
    public void processElement(StreamRecord<Boolean> element) {
        // nothing is ever sent: only the end counts
    }

    @Override
    public void endInput() {
        ended = true;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        if (ended && checkpoint == NONE) {
            checkpoint = context.getCheckpointId();
        }
    }

    @Override
    public void notifyCheckpointComplete(long completed) throws Exception {
        super.notifyCheckpointComplete(completed);
        if (checkpoint != NONE && completed >= checkpoint) {
            mark.write(checkpoint);
        }
    }
}

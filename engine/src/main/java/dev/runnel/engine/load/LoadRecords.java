package dev.runnel.engine.load;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.environment.JobMonitor;
import dev.runnel.core.pipeline.StopAfter;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.collect.Entry;
import dev.runnel.engine.collect.EntryType;
import dev.runnel.engine.collect.StoppedSourceException;
import dev.runnel.engine.landing.Recipients;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.RecordRows;
import dev.runnel.engine.row.ShippedContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source's records into rows by the contract, personal data taken out, for each destination by an output of its
 * own. Those that break the contract leave by {@link #INVALID}. Rows that were in no log have {@link #NO_PLACE} as their
 * partition and offset, and no correlation id.
 */
final class LoadRecords extends ProcessFunction<SourceRecord, RowData> implements CheckpointedFunction {
    static final OutputTag<Entry> INVALID = new OutputTag<>("invalid", EntryType.INSTANCE);
    /** Nothing goes there; it ends when the source has. */
    static final OutputTag<Boolean> END = new OutputTag<>("end", Types.BOOLEAN);

    static final int NO_PLACE = -1;

    private static final long serialVersionUID = 1;

    private final ShippedContract contract;
    private final ArrayList<String> columns;
    private final Recipients recipients;
    private final int stopInvalid;
    private final int stopOf;
    private transient @Nullable RecordRows rows;
    private transient @Nullable Redactor redactor;
    private transient StopAfter.@Nullable Window window;
    private transient @Nullable Count valid;
    private transient @Nullable Count invalid;

    LoadRecords(ShippedContract contract, List<String> columns, Recipients recipients, Optional<StopAfter> stopAfter) {
        this.contract = contract;
        this.columns = new ArrayList<>(columns);
        this.recipients = recipients;
        this.stopInvalid = stopAfter.map(StopAfter::invalid).orElse(0);
        this.stopOf = stopAfter.map(StopAfter::of).orElse(0);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        valid = new Count(context.getOperatorStateStore(), "valid");
        invalid = new Count(context.getOperatorStateStore(), "invalid");
    }

    @Override
    public void open(OpenContext context) {
        rows = new RecordRows(contract.contract(), columns);
        redactor = Redactor.of(contract.contract()).orElse(null);
        window = stopOf == 0 ? null : new StopAfter(stopInvalid, stopOf).window();
        Objects.requireNonNull(valid).show(getRuntimeContext(), JobMonitor.loaded(contract.stream()));
        Objects.requireNonNull(invalid).show(getRuntimeContext(), JobMonitor.notLoaded(contract.stream()));
    }

    @Override
    public void processElement(SourceRecord found, Context context, Collector<RowData> out) {
        long now = context.timerService().currentProcessingTime();
        Violation refusal = found.broken().orElse(null);
        if (refusal == null) {
            RecordRows decoding = Objects.requireNonNull(rows);
            RowData row = decoding.shown(new LogRecord(null, found.value(), now, null, null, NO_PLACE, NO_PLACE));
            if (row != null) {
                count(false);
                recipients.send(row, null, context, out);
                return;
            }
            refusal = decoding.decoded().violations().get(0);
        }
        count(true);
        byte[] value = found.value();
        byte[] treated = redactor == null ? value : redactor.redact(value, 0, value.length);
        context.output(INVALID, Entry.invalid(found, treated, now, null, refusal));
    }

    private void count(boolean isInvalid) {
        Objects.requireNonNull(isInvalid ? invalid : valid).add();
        StopAfter.Window recent = window;
        if (recent != null && recent.add(isInvalid)) {
            throw new SuppressRestartsException(new StoppedSourceException(contract.stream(), stopInvalid, stopOf));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(valid).keep();
        Objects.requireNonNull(invalid).keep();
    }
}

package dev.runnel.engine.landing;

import dev.runnel.core.pipeline.StopAfter;
import dev.runnel.engine.log.LogFormat;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.LogRecordType;
import dev.runnel.engine.log.RecordRows;
import dev.runnel.engine.row.ShippedContract;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Turns a log's records into rows, for each destination by an output of its own; those that break the contract leave by the
 * side output {@link #INVALID}. Ends the job when they are too many: each reader of the log counts those that it reads.
 */
final class DecodeRows extends ProcessFunction<LogRecord, RowData> {
    static final OutputTag<LogRecord> INVALID = new OutputTag<>("invalid", LogRecordType.INSTANCE);

    private final ShippedContract contract;
    private final LogFormat format;
    private final List<String> columns;
    private final Recipients recipients;
    private transient @Nullable RecordRows rows;

    private final int stopInvalid;
    private final int stopOf;
    private transient StopAfter.@Nullable Window window;

    DecodeRows(
            ShippedContract contract,
            LogFormat format,
            List<String> columns,
            Recipients recipients,
            Optional<StopAfter> stopAfter) {
        this.contract = contract;
        this.format = format;
        this.stopInvalid = stopAfter.map(StopAfter::invalid).orElse(0);
        this.stopOf = stopAfter.map(StopAfter::of).orElse(0);
        this.columns = List.copyOf(columns);
        this.recipients = recipients;
    }

    @Override
    public void open(OpenContext context) {
        rows = new RecordRows(contract.contract(), columns, format);
        window = stopOf == 0 ? null : new StopAfter(stopInvalid, stopOf).window();
    }

    @Override
    public void processElement(LogRecord record, Context context, Collector<RowData> out) {
        if (record.isGone()) {
            return; // destinations keep what came
        }
        RowData row = Objects.requireNonNull(rows).shown(record);
        StopAfter.Window recent = window;
        if (recent != null && recent.add(row == null)) {
            throw new SuppressRestartsException(new StoppedStreamException(contract.stream(), stopInvalid, stopOf));
        }
        if (row == null) {
            context.output(INVALID, record);
        } else {
            recipients.send(row, record.replayTo(), context, out);
        }
    }
}

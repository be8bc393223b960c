package dev.runnel.engine.collect;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.codec.RecordDecoder;
import dev.runnel.core.codec.RecordKey;
import dev.runnel.core.codec.Redactor;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.pipeline.StopAfter;
import dev.runnel.core.record.CorrelationId;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.SourceRow;
import dev.runnel.core.record.Violation;
import dev.runnel.engine.row.ShippedContract;
import dev.runnel.schema.wire.WireException;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Does to a source's records what the gateway does to posted ones: validates them by the contract, takes personal data
 * out, gives them their key and the log's format. Those that break the contract become invalid records.
 */
final class CollectRecords extends ProcessFunction<SourceRecord, Entry> {
    private static final long serialVersionUID = 1;

    private final ShippedContract contract;
    private final LogValues values;
    private final int stopInvalid;
    private final int stopOf;
    private transient @Nullable Desk desk;
    private transient StopAfter.@Nullable Window window;

    /** @param stopAfter how many invalid records end the job: each reader of the source counts those that it reads */
    CollectRecords(ShippedContract contract, LogValues values, Optional<StopAfter> stopAfter) {
        this.contract = contract;
        this.values = values;
        this.stopInvalid = stopAfter.map(StopAfter::invalid).orElse(0);
        this.stopOf = stopAfter.map(StopAfter::of).orElse(0);
    }

    /** What one task works with. */
    private record Desk(
            RecordDecoder decoder,
            DecodedRecord record,
            @Nullable Redactor redactor,
            @Nullable RecordKey key,
            @Nullable RecordKey dedup,
            LogValues.Writer writer) {

        static Desk of(Contract contract, LogValues.Writer writer) {
            RecordDecoder decoder = RecordDecoder.of(contract);
            return new Desk(
                    decoder,
                    decoder.newRecord(),
                    Redactor.of(contract).orElse(null),
                    contract.key()
                            .map(path -> new RecordKey(decoder.layout(), path))
                            .orElse(null),
                    contract.dedup()
                            .map(d -> new RecordKey(decoder.layout(), d.by()))
                            .orElse(null),
                    writer);
        }

        byte[] treated(byte[] value) {
            return redactor == null ? value : redactor.redact(value, 0, value.length);
        }

        /** Of the record that was decoded last; a source's own key may say what the contract takes away. */
        byte @Nullable [] key(SourceRecord found) {
            String row = Entry.row(found);
            if (row != null) {
                return Entry.key(row);
            }
            byte[] made = key == null ? null : key.of(record);
            if (made == null && dedup != null) {
                made = dedup.of(record);
            }
            return key == null && dedup == null && redactor == null ? found.key() : made;
        }
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        Contract declared = contract.contract();
        desk = Desk.of(declared, values.open(declared));
        window = stopOf == 0 ? null : new StopAfter(stopInvalid, stopOf).window();
    }

    @Override
    public void processElement(SourceRecord found, Context context, Collector<Entry> out) {
        Desk at = Objects.requireNonNull(desk);
        long now = context.timerService().currentProcessingTime();
        if (found.row().map(SourceRow::isGone).orElse(false)) {
            out.collect(Entry.gone(found, now));
            return;
        }
        byte[] value = found.value();
        Violation refusal = found.broken().orElse(null);
        if (refusal == null && !at.decoder().decode(value, 0, value.length, at.record())) {
            refusal = at.record().violations().get(0);
        }
        byte[] treated = at.treated(value);
        if (refusal == null) {
            try {
                if (treated != value) {
                    at.decoder().decode(treated, 0, treated.length, at.record()); // what is written says the key
                }
                byte[] kept = at.writer().value(treated, at.record());
                count(false);
                out.collect(new Entry(
                        at.key(found),
                        kept,
                        now,
                        CorrelationId.next(now),
                        found.position().toString(),
                        at.writer().schemaId(),
                        Entry.row(found),
                        null));
                return;
            } catch (WireException e) {
                refusal = new Violation(e.reason(), "", e.text(), -1);
            }
        }
        count(true);
        out.collect(Entry.invalid(found, treated, now, at.writer().schemaId(), refusal));
    }

    private void count(boolean isInvalid) {
        StopAfter.Window recent = window;
        if (recent != null && recent.add(isInvalid)) {
            throw new SuppressRestartsException(new StoppedSourceException(contract.stream(), stopInvalid, stopOf));
        }
    }
}

package dev.runnel.engine.model;

import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.dedup.Repeats;
import dev.runnel.engine.log.RowSchema;
import dev.runnel.engine.retract.Retractions;
import dev.runnel.engine.row.RowTypes;
import dev.runnel.engine.row.ShippedContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A stream as a table: reads its log, decodes only the fields that the query uses, nested ones too, and keeps a
 * watermark for each partition of the log.
 */
final class StreamTableSource implements ScanTableSource, SupportsProjectionPushDown, SupportsWatermarkPushDown {
    private final Stream stream;
    private final Surroundings surroundings;
    private final Consumer<String> read;
    private List<String> columns;
    private RowType type;
    private WatermarkStrategy<RowData> watermarks = WatermarkStrategy.noWatermarks();

    /** @param read is told which columns of which types are read, once the planner has decided it */
    StreamTableSource(Stream stream, Surroundings surroundings, Consumer<String> read) {
        this.stream = stream;
        this.surroundings = surroundings;
        this.read = read;
        this.type = RowTypes.stream(stream.contract());
        this.columns = type.getFieldNames();
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return stream.retracts() ? Retractions.MODE : ChangelogMode.insertOnly();
    }

    @Override
    public boolean supportsNestedProjection() {
        return true;
    }

    @Override
    public void applyProjection(int[][] paths, DataType produced) {
        RowType whole = RowTypes.stream(stream.contract());
        List<String> names = new ArrayList<>();
        for (int[] path : paths) {
            names.add(name(whole, path));
        }
        columns = names;
        type = (RowType) produced.getLogicalType();
    }

    private static String name(RowType whole, int[] path) {
        List<String> parts = new ArrayList<>();
        LogicalType at = whole;
        for (int index : path) {
            parts.add(((RowType) at).getFieldNames().get(index));
            at = ((RowType) at).getTypeAt(index);
        }
        return String.join(".", parts);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        ShippedContract contract = ShippedContract.of(stream.contract());
        Optional<Repeats> repeats = stream.contract().dedup().map(d -> new Repeats(stream.name(), d));
        Optional<Retractions> retractions =
                stream.retracts() ? Optional.of(new Retractions(stream.name())) : Optional.empty();
        List<String> names = new ArrayList<>(columns);
        repeats.ifPresent(r -> names.addAll(r.columns()));
        retractions.ifPresent(r -> names.addAll(r.columns()));
        RowType all = retractions
                .map(r -> r.with(type))
                .or(() -> repeats.map(r -> r.with(type, stream.contract())))
                .orElse(type);
        read.accept(names + " " + all.asSerializableString());
        RowSchema schema = new RowSchema(contract, surroundings.format(stream), names, all);
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(ProviderContext provider, StreamExecutionEnvironment flink) {
                DataStream<RowData> rows = surroundings.read(stream, schema, watermarks, flink);
                return retractions
                        .<DataStream<RowData>>map(r -> r.apply(rows, type))
                        .or(() -> repeats.map(r -> r.drop(rows, all, type)))
                        .orElse(rows);
            }

            @Override
            public boolean isBounded() {
                return surroundings.bounded();
            }
        };
    }

    @Override
    public DynamicTableSource copy() {
        StreamTableSource copy = new StreamTableSource(stream, surroundings, read);
        copy.columns = List.copyOf(columns);
        copy.type = type;
        copy.watermarks = watermarks;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "the log of " + stream.name();
    }
}

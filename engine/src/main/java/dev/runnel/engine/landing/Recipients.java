package dev.runnel.engine.landing;

import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Stream;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destinations of a stream, each with an output of its own behind the decoding, so that a record that is replayed for
 * one of them goes to no other. Where repeats are dropped first, rows for all leave by the main output, and what is
 * replayed passes by: it is no repeat. A single destination gets the main output, without a look at names for each row.
 */
public final class Recipients implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Recipients.class);

    private final String stream;
    private final int columns;
    private final boolean together;
    /** Whether all rows leave by the main output, since there is nobody else. */
    private final boolean alone;

    private final LinkedHashMap<String, OutputTag<RowData>> outputs = new LinkedHashMap<>();

    /**
     * Those of a stream.
     *
     * @param landed the type of the rows that destinations get
     * @param together whether rows for all leave by the main output
     */
    public Recipients(Stream stream, RowType landed, boolean together) {
        this.stream = stream.name();
        this.columns = landed.getFieldCount();
        this.together = together;
        this.alone = !together && stream.destinations().size() == 1;
        Names.destinations(stream.destinations())
                .forEach(name -> outputs.put(name, new OutputTag<>("to/" + name, InternalTypeInfo.of(landed))));
    }

    /**
     * Sends a row to everybody whom it is for.
     *
     * @param replayTo the one destination that it is for; null for all
     */
    public void send(
            RowData row,
            @Nullable String replayTo,
            ProcessFunction<?, RowData>.Context context,
            Collector<RowData> out) {
        if (replayTo != null) {
            OutputTag<RowData> output = outputs.get(replayTo);
            if (output == null) {
                LOG.warn(
                        "{}: a record was replayed for the destination {}, which is not there any more",
                        stream,
                        replayTo);
            } else if (alone) {
                out.collect(row);
            } else {
                context.output(output, landed(row));
            }
        } else if (together || alone) {
            out.collect(row);
        } else {
            for (Map.Entry<String, OutputTag<RowData>> output : outputs.entrySet()) {
                context.output(output.getValue(), row);
            }
        }
    }

    /** Without the columns that only the dropping of repeats needs. */
    private RowData landed(RowData row) {
        return row.getArity() == columns
                ? row
                : ProjectedRowData.from(IntStream.range(0, columns).toArray()).replaceRow(row);
    }

    /**
     * The rows for one destination.
     *
     * @param decoded what {@link #send} sent
     * @param kept the rows for all, where they leave by the main output
     */
    public DataStream<RowData> rows(
            Stream of, Endpoint destination, SingleOutputStreamOperator<RowData> decoded, DataStream<RowData> kept) {
        if (alone) {
            return decoded;
        }
        OutputTag<RowData> output =
                Objects.requireNonNull(outputs.get(Names.destination(of.destinations(), destination)));
        DataStream<RowData> own = decoded.getSideOutput(output);
        return together ? kept.union(own) : own;
    }
}

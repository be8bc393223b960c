package dev.runnel.connectors;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Role;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** A destination that refuses every row for as long as it is {@link #AWAY}. */
public final class ShakyConnector implements DestinationConnector {
    static final AtomicBoolean AWAY = new AtomicBoolean();

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "shaky", Role.DESTINATION, "Refuses rows at times.", List.of(), Set.of(Capability.APPEND), List.of());
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        rows.sinkTo(new ShakySink()).name(target.uid() + "/write").uid(target.uid() + "/write");
        return Optional.empty();
    }

    private static final class ShakySink implements Sink<RowData> {
        @Override
        public SinkWriter<RowData> createWriter(WriterInitContext context) {
            return new ShakyWriter();
        }
    }

    private static final class ShakyWriter implements SinkWriter<RowData> {
        @Override
        public void write(RowData row, Context context) throws IOException {
            if (AWAY.get()) {
                throw new IOException("the disk is full");
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}

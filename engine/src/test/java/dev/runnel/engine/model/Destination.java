package dev.runnel.engine.model;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Role;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;

/** A destination that forgets every row. */
public record Destination(String type, Set<Capability> capabilities) implements DestinationConnector {
    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(type, Role.DESTINATION, "Forgets rows.", List.of(), capabilities, List.of());
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        rows.sinkTo(new DiscardingSink<>()).uid(target.uid()).name(target.uid());
        return Optional.empty();
    }
}

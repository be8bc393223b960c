package dev.runnel.connectors.view;

import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.connector.ViewOptions;
import dev.runnel.core.pipeline.Names;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import dev.runnel.engine.Topic;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Keeps a model's result in its view topic. */
public final class ViewConnector implements DestinationConnector {

    @Override
    public ConnectorSpec spec() {
        return ViewOptions.SPEC;
    }

    @Override
    public List<Topic> topics(String pipeline, String name, boolean keyed, Settings settings) {
        return List.of(Topic.latest(Names.viewTopic(pipeline, name), 1));
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        return Optional.of(ViewSink.attach(rows, target));
    }
}

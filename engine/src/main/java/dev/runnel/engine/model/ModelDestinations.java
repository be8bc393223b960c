package dev.runnel.engine.model;

import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.invalid.InvalidRecord;
import dev.runnel.engine.invalid.InvalidTopic;
import dev.runnel.engine.invalid.RefusedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The end of a model's job: its destinations, and what they refuse. */
final class ModelDestinations {
    private final Pipeline pipeline;
    private final Model model;
    private final Environment environment;
    private final RowType type;
    private final List<DataStream<InvalidRecord>> invalid = new ArrayList<>();

    /** @param type the rows that destinations get */
    ModelDestinations(Pipeline pipeline, Model model, Environment environment, RowType type) {
        this.pipeline = pipeline;
        this.model = model;
        this.environment = environment;
        this.type = type;
    }

    void attach(DataStream<RowData> rows) {
        for (Endpoint destination : model.destinations()) {
            String uid = Uids.of(model.name(), model.destinations(), destination);
            ((DestinationConnector) destination.connector())
                    .attach(rows, target(destination, uid))
                    .ifPresent(refused -> invalid.add(refused.process(
                                    new RefusedRows(
                                            model.name(),
                                            Names.destination(model.destinations(), destination),
                                            type,
                                            model.key()),
                                    InvalidRecord.TYPE)
                            .name(uid + "/refused")
                            .uid(uid + "/refused")));
        }
        String topic = Names.modelInvalidTopic(pipeline.name(), model.name());
        invalid.stream()
                .reduce((a, b) -> a.union(b))
                .ifPresent(all -> InvalidTopic.write(all, environment, topic, model.name() + "/refused"));
    }

    private Target target(Endpoint destination, String uid) {
        return new Target(
                pipeline.name(), model.name(), type, model.key(), false, destination.settings(), environment, uid);
    }
}

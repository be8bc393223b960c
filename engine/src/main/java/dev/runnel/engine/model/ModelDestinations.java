package dev.runnel.engine.model;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.contract.Contract;
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
import dev.runnel.engine.log.InvalidRows;
import dev.runnel.engine.log.LogFormat;
import dev.runnel.engine.log.LogSource;
import dev.runnel.engine.row.ContractTypes;
import dev.runnel.engine.row.ShippedContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The end of a model's job: its destinations, what they refuse, and the table of its invalid records. */
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
        List<Endpoint> queryable = queryable(model);
        if (!queryable.isEmpty()) {
            land(queryable, topic, rows.getExecutionEnvironment());
        }
    }

    /** Where the table of a model's invalid records is written, beside its own. */
    static List<Endpoint> queryable(Model model) {
        return model.destinations().stream()
                .filter(d -> d.connector().spec().capabilities().contains(Capability.QUERYABLE))
                .toList();
    }

    /** What is on the topic of invalid records, so that each has the place there that it is known by. */
    private void land(List<Endpoint> queryable, String topic, StreamExecutionEnvironment flink) {
        Contract contract = new Contract(
                model.name(),
                ContractTypes.readable(type),
                Optional.empty(),
                Optional.empty(),
                Contract.UnknownFields.KEEP);
        String log = model.name() + "/invalid-log";
        DataStream<RowData> rows = flink.fromSource(
                        LogSource.onward(
                                environment,
                                Names.modelJob(pipeline.name(), model.name()),
                                topic,
                                new InvalidRows(ShippedContract.of(contract), LogFormat.JSON)),
                        WatermarkStrategy.noWatermarks(),
                        log)
                .uid(log);
        for (Endpoint destination : queryable) {
            String uid = Uids.of(model.name(), model.destinations(), destination) + "/invalid";
            ((DestinationConnector) destination.connector())
                    .attach(
                            rows,
                            new Target(
                                    pipeline.name(),
                                    model.name(),
                                    InvalidRows.type(contract),
                                    List.of(),
                                    true,
                                    destination.settings(),
                                    environment,
                                    uid));
        }
    }

    private Target target(Endpoint destination, String uid) {
        return new Target(
                pipeline.name(),
                model.name(),
                type,
                model.key(),
                model.oneRow(),
                Optional.empty(),
                false,
                destination.settings(),
                environment,
                uid,
                Optional.empty());
    }
}

package dev.runnel.engine.model;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.contract.Dedup;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Expectation;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.cluster.JobConfig;
import dev.runnel.engine.cluster.JobPlan;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.expect.ExpectRows;
import dev.runnel.engine.expect.RuleColumns;
import dev.runnel.engine.filesystem.FileSystemFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Expressions;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;
import org.apache.flink.table.types.utils.TypeConversions;

/** The planning of one model, once. */
final class ModelPlanning {
    /** The longest that a change waits in a buffer on its way between tasks. */
    private static final Duration LATENCY = Duration.ofMillis(1);

    private static final String SINK = "destinations of ";

    private final Pipeline pipeline;
    private final Environment environment;
    private final Model model;
    private final Surroundings surroundings;
    private final boolean attach;
    private final String job;
    private final StreamExecutionEnvironment flink;
    private final ModelTables tables;

    /** @param attach whether what takes the rows is to be built, for running the job */
    ModelPlanning(Pipeline pipeline, Environment environment, Model model, Surroundings surroundings, boolean attach) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.model = model;
        this.surroundings = surroundings;
        this.attach = attach;
        this.job = Names.modelJob(pipeline.name(), model.name());
        this.flink = new StreamExecutionEnvironment(
                JobConfig.of(environment, job, environment.checkpoints(), environment.checkpointInterval(), LATENCY));
        this.tables = new ModelTables(pipeline, surroundings, flink);
    }

    Optional<PlannedModel> run(Diagnostics out) {
        SqlReport report = new SqlReport(pipeline, model, out);
        try {
            Table table = tables.query(model);
            List<String> columns = table.getResolvedSchema().getColumnNames();
            if (report.keyMissing(columns)) {
                return Optional.empty();
            }
            if (!surroundings.takes(model)) {
                return Optional.of(
                        new PlannedModel(model, ModelTables.inputs(table), columns, version(), Optional.empty()));
            }
            Table written = written(table);
            Optional<Table> checked = checked(written, report);
            if (checked.isEmpty()) {
                return Optional.empty();
            }
            if (model.oneRow() && !OneRow.gives(table)) {
                report.manyRows();
                return Optional.empty();
            }
            if (refusesKeyless(out)) {
                return Optional.empty();
            }
            boolean changing = end(checked.get(), type(written));
            if (changing && refusesChanges(out)) {
                return Optional.empty();
            }
            Optional<JobPlan> plan = attach ? Optional.of(job()) : Optional.empty();
            return Optional.of(new PlannedModel(model, ModelTables.inputs(table), columns, version(), plan));
        } catch (RuntimeException e) { // Flink's planner throws many kinds
            if (e.getCause() instanceof FileSystemFailure) {
                throw e; // the query is right
            }
            report.mistake(e);
            return Optional.empty();
        }
    }

    String explain() {
        return tables.query(model).explain().strip();
    }

    private static Table written(Table table) {
        return table.select(table.getResolvedSchema().getColumnNames().stream()
                .filter(column -> !SystemColumn.isSystem(column))
                .map(Expressions::$)
                .toArray(Expression[]::new));
    }

    /** The rows with a column more for each data check; empty when one has a mistake. */
    private Optional<Table> checked(Table written, SqlReport report) {
        if (model.expectations().isEmpty()) {
            return Optional.of(written);
        }
        RuleColumns rules = new RuleColumns(tables.environment(), model.name(), written);
        boolean right = true;
        for (Expectation expectation : model.expectations()) {
            try {
                LogicalType type = rules.type(expectation);
                if (!RuleColumns.isCondition(type)) {
                    report.noCondition(expectation, type.asSummaryString());
                    right = false;
                }
            } catch (RuntimeException e) { // Flink's planner throws many kinds
                report.mistake(e, expectation, written.getResolvedSchema().getColumnNames());
                right = false;
            }
        }
        return right ? Optional.of(rules.appended(model.expectations())) : Optional.empty();
    }

    /**
     * Ends the query in the model's destinations; says whether its rows change.
     *
     * @param written the rows without the columns of data checks
     */
    private boolean end(Table rows, RowType written) {
        ModelSink sink = new ModelSink(!model.key().isEmpty());
        Schema schema = Schema.newBuilder()
                .fromRowDataType(TypeConversions.fromLogicalToDataType(type(rows)))
                .build();
        tables.catalog().addSink(SINK + model.name(), schema, sink);
        StreamStatementSet statements = tables.environment().createStatementSet();
        statements.add(rows.insertInto("`" + SINK + model.name() + "`"));
        statements.attachAsDataStream();
        if (attach) {
            DataStream<RowData> good = expected(sink.rows(flink), written);
            surroundings.write(model, sink.changing() && isKeyed() ? byKey(good, written) : good, written);
        }
        return sink.changing();
    }

    private DataStream<RowData> expected(DataStream<RowData> rows, RowType written) {
        if (model.expectations().isEmpty()) {
            return rows;
        }
        SingleOutputStreamOperator<RowData> passing = ExpectRows.of(rows, model, written);
        surroundings.refuse(model, passing.getSideOutput(ExpectRows.INVALID));
        return passing;
    }

    private DataStream<RowData> byKey(DataStream<RowData> rows, RowType written) {
        String uid = model.name() + "/changes";
        return rows.transform(uid, InternalTypeInfo.of(written), new KeyedChanges(written, model.key()))
                .setParallelism(rows.getParallelism()) // so that changes keep their order
                .uid(uid);
    }

    private static RowType type(Table table) {
        LogicalType type = table.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
        return (RowType) LogicalTypeUtils.removeTimeAttributes(type);
    }

    private boolean refusesKeyless(Diagnostics out) {
        Optional<Endpoint> keyed = model.destinations().stream()
                .filter(d -> connector(d).spec().capabilities().contains(Capability.KEYED))
                .findFirst()
                .filter(d -> model.key().isEmpty());
        keyed.ifPresent(destination -> out.error(
                Code.BAD_SQL,
                destination.at(),
                destination.type() + " writes rows by their key, and '" + model.name() + "' has none",
                "add 'key:' with the columns that tell its rows apart"));
        return keyed.isPresent();
    }

    private boolean refusesChanges(Diagnostics out) {
        boolean refused = false;
        for (Endpoint destination : model.destinations()) {
            DestinationConnector connector = connector(destination);
            boolean byKey = connector.spec().capabilities().contains(Capability.UPSERT);
            if (!connector.takesChanges()) {
                out.error(
                        Code.BAD_SQL,
                        destination.at(),
                        "'" + model.name() + "' changes rows that it gave before, and " + destination.type()
                                + " can only add rows",
                        read().filter(Stream::retracts)
                                .findFirst()
                                .map(s -> "the source of '" + s.name()
                                        + "' takes rows back: write the model to a view, and"
                                        + " what came, as it came, by 'to:' of the stream")
                                .orElse(
                                        "group by a window (TUMBLE), so that each row is final, or write it to a view"));
                refused = true;
            } else if (byKey && !isKeyed()) {
                out.error(
                        Code.BAD_SQL,
                        model.at(),
                        "'" + model.name() + "' changes rows that it gave before, and nothing says which row is which",
                        "add 'key:' with the columns of its GROUP BY, or 'key: []' where the result is one row");
                return true;
            }
        }
        return refused;
    }

    /** Whether it can be said which row a change is of. */
    private boolean isKeyed() {
        return model.oneRow() || !model.key().isEmpty();
    }

    private static DestinationConnector connector(Endpoint destination) {
        return (DestinationConnector) destination.connector();
    }

    private JobPlan job() {
        URI checkpoints = JobConfig.checkpoints(environment, job, version());
        flink.configure(JobConfig.of(environment, job, checkpoints, environment.checkpointInterval(), LATENCY));
        surroundings.configure(flink);
        Set<String> topics = read().map(s -> s.log().topic()).collect(Collectors.toSet());
        if (!ModelDestinations.queryable(model).isEmpty()) {
            topics.add(Names.modelInvalidTopic(pipeline.name(), model.name()));
        }
        return new JobPlan(job, topics, checkpoints, flink.getStreamGraph(), Endpoint.jars(model.destinations()));
    }

    private java.util.stream.Stream<Stream> read() {
        return pipeline.streams().stream().filter(s -> tables.read().containsKey(s.name()));
    }

    /**
     * What the state depends on. The planner names its operators by their place in the plan, so everything that may change
     * the plan is in here; a model that changed begins again at the start of the log. Of a stream only the columns that
     * the model reads count, so that a field which it does not use may come.
     */
    private String version() {
        StringBuilder text = new StringBuilder();
        text.append(model.sql()).append('\n').append(model.key()).append(model.oneRow() ? " one row\n" : "\n");
        model.expectations().forEach(e -> text.append(e.rule()).append('\n'));
        text.append(environment.parallelism()).append('\n');
        for (Model view : tables.views()) {
            text.append(view.name()).append(' ').append(view.sql()).append('\n');
            view.expectations()
                    .forEach(e ->
                            text.append(e.onFail()).append(' ').append(e.rule()).append('\n'));
        }
        read().forEach(stream -> text.append(stream.log().topic())
                .append(' ')
                .append(tables.read().get(stream.name()))
                .append(' ')
                .append(stream.contract().eventTime())
                .append(stream.contract().dedup().map(Dedup::toString).orElse(""))
                .append('\n'));
        model.destinations().forEach(d -> text.append(Uids.of(model.name(), model.destinations(), d))
                .append('\n'));
        if (!ModelDestinations.queryable(model).isEmpty()) {
            text.append("with its invalid records\n"); // one source more, and the planner counts operators
        }
        return Uids.digest(text.toString());
    }
}

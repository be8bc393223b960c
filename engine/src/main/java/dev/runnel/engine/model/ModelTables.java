package dev.runnel.engine.model;

import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.expect.RuleColumns;
import dev.runnel.engine.row.RowTypes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.types.utils.TypeConversions;

/** The tables that one model's query may name: every stream, and the models that it reads, as views. */
final class ModelTables {
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);
    private static final Pattern NAMED = Pattern.compile("`" + PipelineCatalog.NAME + "`\\.`[^`]+`\\.`([^`]+)`");
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

    private final Pipeline pipeline;
    private final PipelineCatalog catalog;
    private final StreamTableEnvironment tables;
    /** The models read, by name, in the order in which they were understood. */
    private final Map<String, Model> views = new LinkedHashMap<>();

    /** What is read of each stream, by its name. */
    private final Map<String, Set<String>> read = new TreeMap<>();

    ModelTables(Pipeline pipeline, Surroundings surroundings, StreamExecutionEnvironment flink) {
        this.pipeline = pipeline;
        this.catalog = new PipelineCatalog(pipeline.name());
        this.tables = StreamTableEnvironment.create(flink);
        TableConfig config = tables.getConfig();
        config.setLocalTimeZone(ZoneOffset.UTC);
        config.set(ExecutionConfigOptions.TABLE_EXEC_SOURCE_IDLE_TIMEOUT, surroundings.idle());
        // A later row of a key replaces the earlier by the order in which they come: no state is kept for it.
        config.set(
                ExecutionConfigOptions.TABLE_EXEC_SINK_UPSERT_MATERIALIZE,
                ExecutionConfigOptions.UpsertMaterialize.NONE);
        tables.registerCatalog(PipelineCatalog.NAME, catalog);
        tables.useCatalog(PipelineCatalog.NAME);
        tables.useDatabase(pipeline.name());
        for (Stream stream : pipeline.streams()) {
            catalog.addSource(stream.name(), schema(stream), () -> {
                Set<String> columns = read.computeIfAbsent(stream.name(), name -> new TreeSet<>());
                return new StreamTableSource(stream, surroundings, columns::add);
            });
        }
    }

    private static Schema schema(Stream stream) {
        return Schema.newBuilder()
                .fromRowDataType(TypeConversions.fromLogicalToDataType(RowTypes.stream(stream.contract())))
                .watermark("_event_time", "_event_time - INTERVAL '" + OUT_OF_ORDER.toSeconds() + "' SECOND")
                .build();
    }

    PipelineCatalog catalog() {
        return catalog;
    }

    StreamTableEnvironment environment() {
        return tables;
    }

    /** The models whose queries are part of the one that was understood last. */
    List<Model> views() {
        return List.copyOf(views.values());
    }

    /**
     * The streams that the planner opened, through views too, sorted by name, each with the columns that it reads and
     * their types. The columns are known when the query's end is planned.
     */
    Map<String, Set<String>> read() {
        return read;
    }

    /**
     * Understands a query. A model that it reads becomes a view first, when the planner says that it is not there.
     *
     * @throws RuntimeException as Flink's planner does
     * @throws BrokenInput when a model that it reads has a mistake of its own, or reads this one
     */
    Table query(Model model) {
        return query(model, new ArrayList<>());
    }

    private Table query(Model model, List<String> above) {
        above.add(model.name());
        while (true) {
            try {
                Table table = tables.sqlQuery(model.sql());
                above.remove(model.name());
                return table;
            } catch (RuntimeException e) {
                Model input = missingModel(e).orElseThrow(() -> e);
                view(input, above);
            }
        }
    }

    private Optional<Model> missingModel(RuntimeException e) {
        return Optional.ofNullable(SqlMistake.of(e).missing())
                .filter(SqlMistake.Missing::table)
                .flatMap(missing -> pipeline.model(missing.name()))
                .filter(model -> !views.containsKey(model.name()));
    }

    private void view(Model input, List<String> above) {
        if (above.contains(input.name())) {
            throw new BrokenInput(
                    input.name(),
                    "the models " + String.join(", ", new TreeSet<>(above)) + " read each other in a ring");
        }
        Table table;
        try {
            table = passing(input, query(input, above));
        } catch (BrokenInput e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenInput(input.name(), "it reads '" + input.name() + "', which has a mistake of its own");
        }
        tables.createTemporaryView("`" + input.name() + "`", table);
        views.put(input.name(), input);
    }

    /** A model that reads another gets the rows that the other's destinations get. */
    private Table passing(Model input, Table rows) {
        return input.expectations().isEmpty()
                ? rows
                : new RuleColumns(tables, input.name(), rows).passing(input.expectations());
    }

    /** The streams and models that a query itself names, sorted: read from its text with every name written out. */
    static List<String> inputs(Table table) {
        String sql =
                TEXT.matcher(table.getQueryOperation().asSerializableString()).replaceAll("''");
        return NAMED.matcher(sql).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new)).stream()
                .toList();
    }

    /** A model that cannot be planned because of another one. */
    static final class BrokenInput extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokenInput(String input, String message) {
            super(message, null, false, false);
        }
    }
}

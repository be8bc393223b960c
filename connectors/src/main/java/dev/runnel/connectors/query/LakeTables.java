package dev.runnel.connectors.query;

import dev.runnel.connectors.lake.LakeConnector;
import dev.runnel.connectors.lake.layout.LakeFolder;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.query.QueryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables that a pipeline's lake destinations write, by every name they go by. Immutable. */
final class LakeTables {
    private static final String TYPE = "lake";

    private final Path root;
    /** DuckDB's names do not mind case. */
    private final Map<String, LakeTable> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    LakeTables(Pipeline pipeline, Environment environment) {
        if (!"file".equals(environment.lake().getScheme())) {
            throw new QueryException("queries read a lake on a local disk only, and this environment's is "
                    + environment.lake() + "; read its Parquet files there with an engine of its own");
        }
        this.root = Path.of(environment.lake()).toAbsolutePath().normalize();
        for (Stream stream : pipeline.streams()) {
            addStream(stream, environment);
        }
        for (Model model : pipeline.models()) {
            for (Endpoint destination : lakes(model.destinations())) {
                add(model.name(), destination, false, Optional.empty(), environment);
                String columns = EmptyTable.ofInvalid(new RecordType(List.of()));
                add(model.name(), destination, true, Optional.of(columns), environment);
            }
        }
    }

    private void addStream(Stream stream, Environment environment) {
        for (Endpoint destination : lakes(stream.destinations())) {
            boolean system = destination.settings().get(LakeConnector.SYSTEM_COLUMNS);
            String columns = EmptyTable.of(stream.contract().type(), system);
            add(stream.name(), destination, false, Optional.of(columns), environment);
            add(
                    stream.name(),
                    destination,
                    true,
                    Optional.of(EmptyTable.ofInvalid(stream.contract().type())),
                    environment);
        }
    }

    /** The first table that claims a name keeps it. */
    private void add(
            String name, Endpoint destination, boolean invalid, Optional<String> empty, Environment environment) {
        String table = LakeConnector.table(destination.settings(), name, invalid);
        Path folder = Path.of(LakeFolder.of(environment.lake(), table));
        boolean iceberg = destination.settings().get(LakeConnector.FORMAT).equals("iceberg");
        LakeTable lakeTable = new LakeTable(folder, iceberg, empty);
        tables.putIfAbsent(invalid ? name + Names.INVALID_SUFFIX : name, lakeTable);
        tables.putIfAbsent(table, lakeTable);
    }

    private static List<Endpoint> lakes(List<Endpoint> destinations) {
        return destinations.stream().filter(d -> d.type().equals(TYPE)).toList();
    }

    /** The lake's folder. */
    Path root() {
        return root;
    }

    /** Every name, sorted. */
    Collection<String> names() {
        return tables.keySet();
    }

    /**
     * The statements that make the views which a query needs, over the files that are there now: those that it names, or
     * all where it asks what there is.
     *
     * @throws QueryException when it names one whose columns only a run will tell
     */
    List<String> views(ReadOnlySql query) {
        List<String> views = new ArrayList<>();
        for (Map.Entry<String, LakeTable> entry : tables.entrySet()) {
            String name = entry.getKey();
            boolean named = query.tables().stream().anyMatch(name::equalsIgnoreCase);
            if (!named && !query.lists()) {
                continue;
            }
            Optional<String> select = entry.getValue().select();
            if (named && select.isEmpty()) {
                throw new QueryException(
                        "'" + name + "' has no columns yet: its model was never started; run the pipeline first");
            }
            select.ifPresent(s -> views.add("CREATE TEMP VIEW " + Sql.name(name) + " AS " + s));
        }
        return views;
    }
}

package dev.runnel.engine.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.Factory;

/** The tables that one model may name, made by objects of ours instead of by options in text. */
final class PipelineCatalog extends GenericInMemoryCatalog {
    /** Its name in expanded SQL. */
    static final String NAME = "runnel";

    private final String database;
    private final Map<String, Supplier<DynamicTableSource>> sources = new HashMap<>();
    private final Map<String, DynamicTableSink> sinks = new HashMap<>();

    PipelineCatalog(String database) {
        super(NAME, database);
        this.database = database;
    }

    void addSource(String table, Schema schema, Supplier<DynamicTableSource> source) {
        sources.put(table, source);
        add(table, schema);
    }

    void addSink(String table, Schema schema, DynamicTableSink sink) {
        sinks.put(table, sink);
        add(table, schema);
    }

    private void add(String table, Schema schema) {
        try {
            CatalogTable description = CatalogTable.newBuilder()
                    .schema(schema)
                    .options(Map.of("connector", NAME))
                    .build();
            createTable(new ObjectPath(database, table), description, false);
        } catch (TableAlreadyExistException | DatabaseNotExistException e) {
            throw new IllegalStateException("names of streams and models are checked to be unique: " + table, e);
        }
    }

    @Override
    public Optional<Factory> getFactory() {
        return Optional.of(new Tables());
    }

    private final class Tables implements DynamicTableSourceFactory, DynamicTableSinkFactory {
        @Override
        public DynamicTableSource createDynamicTableSource(Context context) {
            return Objects.requireNonNull(
                            sources.get(context.getObjectIdentifier().getObjectName()))
                    .get();
        }

        @Override
        public DynamicTableSink createDynamicTableSink(Context context) {
            return Objects.requireNonNull(
                    sinks.get(context.getObjectIdentifier().getObjectName()));
        }

        @Override
        public String factoryIdentifier() {
            return NAME;
        }

        @Override
        public Set<ConfigOption<?>> requiredOptions() {
            return Set.of();
        }

        @Override
        public Set<ConfigOption<?>> optionalOptions() {
            return Set.of();
        }
    }
}

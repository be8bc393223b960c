package dev.runnel.connectors.csv;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Appends rows to a CSV file, each once, also across a kill. Of a changing result each new state of a row is a line of its
 * own; what it replaces, and rows that go, are not written.
 */
public final class CsvConnector implements DestinationConnector {
    static final Option<String> FILE = Option.of(
                    "file", Kinds.string(), "The file, below the folder `files` of the data folder.")
            .needed();
    static final Option<List<String>> COLUMNS = Option.of(
                    "columns", Kinds.oneOrMore(Kinds.string()), "Columns to write, in this order; all when left out.")
            .or(List.of());

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "csv",
            Role.DESTINATION,
            "Rows as lines of one CSV file (RFC 4180), with a header.",
            List.of(FILE, COLUMNS),
            Set.of(Capability.APPEND, Capability.EXACTLY_ONCE),
            List.of("csv: { file: output.csv }", "csv: { file: output.csv, columns: [sum, timestamp, operation] }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        Path file = Path.of(settings.get(FILE)).normalize();
        if (file.isAbsolute() || file.startsWith("..") || file.toString().isEmpty()) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(FILE),
                    "'" + settings.get(FILE) + "' is not below the data folder",
                    "give a path relative to it, such as output.csv");
        }
        if (type.fields().isEmpty()) {
            return; // a model, whose columns are known when it is planned
        }
        List<String> names = new ArrayList<>();
        type.fields().forEach(field -> names.add(field.name()));
        Arrays.stream(SystemColumn.values()).forEach(column -> names.add(column.column()));
        settings.get(COLUMNS).stream()
                .filter(column -> !names.contains(column))
                .forEach(column -> out.unknown(Code.UNKNOWN_FIELD, settings.at(COLUMNS), "column", column, names));
    }

    @Override
    public boolean takesChanges() {
        return true;
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        CsvSink.attach(rows, target);
        return Optional.empty();
    }
}

package dev.runnel.engine.landing;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.DestinationConnector;
import dev.runnel.engine.Target;
import dev.runnel.engine.destination.Uids;
import dev.runnel.engine.log.InvalidRows;
import dev.runnel.engine.row.RowTypes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The destinations of a stream, as the jobs attach them that land it. */
public record StreamDestinations(Pipeline pipeline, Stream stream, Environment environment) {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(10);

    /** How often a job must take a checkpoint so that what it writes becomes visible in time. */
    public Duration commitInterval() {
        return all().stream()
                .flatMap(d -> connector(d).commitInterval(d.settings()).stream())
                .min(Comparator.naturalOrder())
                .orElse(COMMIT_INTERVAL);
    }

    public List<Endpoint> all() {
        return stream.destinations();
    }

    /** Those that land the stream's invalid records too. */
    List<Endpoint> queryable() {
        return all().stream()
                .filter(d -> d.connector().spec().capabilities().contains(Capability.QUERYABLE))
                .toList();
    }

    /** As {@link Names#destination} has it. */
    public String name(Endpoint destination) {
        return Names.destination(all(), destination);
    }

    /** Prefix of the uids of what is attached. */
    public String uid(Endpoint destination) {
        return Uids.of(stream.name(), all(), destination);
    }

    /**
     * Adds a destination of valid rows to a job.
     *
     * @return which rows it refuses
     */
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Endpoint destination) {
        return connector(destination).attach(rows, target(destination, Optional.empty()));
    }

    /** A destination of valid rows: of a load of a day, or of the log. */
    public Target target(Endpoint destination, Optional<LocalDate> load) {
        return target(destination, RowTypes.landed(stream.contract()), false, load);
    }

    /** Adds a destination of invalid records to a job. */
    void attachInvalid(DataStream<RowData> rows, Endpoint destination) {
        connector(destination)
                .attach(rows, target(destination, InvalidRows.type(stream.contract()), true, Optional.empty()));
    }

    private Target target(Endpoint destination, RowType type, boolean invalid, Optional<LocalDate> load) {
        return new Target(
                pipeline.name(),
                stream.name(),
                type,
                List.of(),
                false,
                invalid ? Optional.empty() : stream.contract().key(),
                invalid,
                destination.settings(),
                environment,
                uid(destination) + (invalid ? "/invalid" : ""),
                load);
    }

    private static DestinationConnector connector(Endpoint destination) {
        return (DestinationConnector) destination.connector();
    }
}

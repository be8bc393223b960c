package dev.runnel.cli.command;

import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.invalid.InvalidClient;
import dev.runnel.cli.invalid.InvalidGateway;
import dev.runnel.cli.invalid.InvalidRecord;
import dev.runnel.cli.invalid.InvalidRecords;
import dev.runnel.cli.invalid.InvalidTable;
import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses where invalid records are read from. */
final class InvalidSource {
    private InvalidSource() {}

    /**
     * The gateway when the pipeline runs, else the lake.
     *
     * @param err told what is waited for
     */
    static InvalidRecords open(Pipeline pipeline, Path dataDir, PrintWriter err) {
        Optional<Endpoints> running = Endpoints.ofRunning(dataDir);
        return running.isPresent()
                ? new InvalidGateway(client(running.get(), err))
                : new InvalidTable(Lake.open(pipeline, dataDir));
    }

    /** A client of the gateway that runs with a data folder; a failure that says what to do when none does. */
    static InvalidClient running(Path directory, Path dataDir, PrintWriter err) {
        Endpoints running = Endpoints.ofRunning(dataDir)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "nothing runs with the data folder " + dataDir
                                + ", and records are replayed through the running pipeline; start it: runnel run "
                                + directory));
        return client(running, err);
    }

    private static InvalidClient client(Endpoints running, PrintWriter err) {
        return new InvalidClient(running.http(), message -> {
            err.println(message);
            err.flush();
        });
    }

    /** Everything of a record, for JSON; the row of a model also says {@code model}. */
    static Map<String, @Nullable Object> fields(Pipeline pipeline, InvalidRecord record) {
        Map<String, @Nullable Object> fields = record.fields();
        if (pipeline.stream(record.stream()).isEmpty()) {
            fields.put("model", record.stream());
        }
        return fields;
    }

    /** The stream whose records are to be replayed; a failure that says what to do when a model is meant. */
    static Stream replayable(Pipeline pipeline, String name) {
        if (pipeline.stream(name).isEmpty() && pipeline.model(name).isPresent()) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    name
                            + " is a model, and the rows of its result stand in no log to be sent into; mend the model or the"
                            + " records that it reads (stage expect), or the destination (stage write): the model writes a"
                            + " row again when it changes");
        }
        return known(pipeline, name);
    }

    /** The name of a stream or a model of the pipeline, or a failure that names the closest. */
    static String owner(Pipeline pipeline, String name) {
        return pipeline.models().stream().anyMatch(m -> m.name().equals(name))
                ? name
                : known(pipeline, name).name();
    }

    /** A stream of the pipeline, or a failure that names the closest. */
    static Stream known(Pipeline pipeline, String name) {
        List<String> names = pipeline.streams().stream().map(Stream::name).toList();
        return pipeline.stream(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INVALID_PIPELINE,
                        pipeline.name() + " has no stream '" + name + "'; "
                                + ClosestName.of(name, names)
                                        .map(n -> "did you mean '" + n + "'?")
                                        .orElse("it has " + String.join(", ", names))));
    }
}

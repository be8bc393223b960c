package dev.runnel.cli.command;

import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.invalid.InvalidClient;
import dev.runnel.cli.invalid.InvalidGateway;
import dev.runnel.cli.invalid.InvalidRecords;
import dev.runnel.cli.invalid.InvalidTable;
import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

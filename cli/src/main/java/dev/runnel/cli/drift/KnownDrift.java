package dev.runnel.cli.drift;

import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.drift.Drift;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.drift.Drifts;
import dev.runnel.gateway.registry.Registry;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a pipeline's undeclared fields: by the process that runs, else by the last one that ran with the data
 * folder. Of a running pipeline whose gateway has seen none, the newest records of the log are looked at.
 */
public final class KnownDrift {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path dataDir;
    private final Optional<Endpoints> running;
    private final JsonObject kept;

    private KnownDrift(Path dataDir, Optional<Endpoints> running, JsonObject kept) {
        this.dataDir = dataDir;
        this.running = running;
        this.kept = kept;
    }

    /** @throws CommandFailure when nothing has run with the data folder, or what it kept cannot be read */
    public static KnownDrift open(Path dataDir) {
        Optional<Endpoints> running = Endpoints.ofRunning(dataDir);
        Path file = dataDir.resolve(Drifts.FILE);
        try {
            return new KnownDrift(dataDir, running, new JsonObject(Files.readString(file)));
        } catch (NoSuchFileException e) {
            if (running.isEmpty() && Files.notExists(dataDir)) {
                throw new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "nothing is known of undeclared fields: nothing has run with the data folder " + dataDir
                                + "; start the pipeline with 'runnel run', send it records, and ask again");
            }
            return new KnownDrift(dataDir, running, new JsonObject());
        } catch (IOException | DecodeException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The undeclared fields of a stream. */
    public Drift of(Stream stream) {
        if (running.isEmpty()) {
            return read(Optional.ofNullable(kept.getJsonObject(stream.name())), stream);
        }
        Drift drift = read(ask(running.get(), stream), stream);
        return drift.fields().isEmpty()
                ? NewestRecords.drift(
                        stream, running.get().kafka(), running.get().http().resolve(Registry.PATH))
                : drift;
    }

    private static Drift read(Optional<JsonObject> json, Stream stream) {
        return json.map(j -> Drifts.read(j, stream)).orElseGet(Drift::new);
    }

    /** Empty when the process that runs has no such stream yet. */
    private Optional<JsonObject> ask(Endpoints endpoints, Stream stream) {
        HttpRequest request = HttpRequest.newBuilder(
                        endpoints.http().resolve("/v1/streams/" + stream.name() + "/drift"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(new JsonObject(answer.body())) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "the process that runs with " + dataDir + " does not answer at " + endpoints.http() + ": " + e,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted", e);
        }
    }
}

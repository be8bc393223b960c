package dev.runnel.cli.command;

import dev.runnel.cli.data.DataFolder;
import dev.runnel.cli.data.Endpoints;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.replay.BodyFormat;
import dev.runnel.cli.replay.Replay;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel replay}. */
@Command(
        name = "replay",
        description = {
            "Sends records from a file (one a line, or one JSON array) over HTTP, in order.",
            "Goes on where it stopped; what it keeps for that stands beside the file."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file; it is read piece by piece, however large.")
    private Path file;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Target target;

    @Parameters(
            arity = "0..1",
            index = "1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "With --stream: the pipeline's folder (here).")
    private Path directory;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "With --stream: the data folder, when it is not DIR/.runnel.")
    private @Nullable Path dataDir;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "987",
            description = "Records a request (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--pause",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Pause after each request (${DEFAULT-VALUE}).")
    private Duration pause;

    @Option(names = "--reset", description = "Begin again at the file's beginning.")
    private boolean reset;

    @Option(
            names = "--body",
            paramLabel = "FORMAT",
            description = "array or ndjson; array with --to, ndjson with --stream unless told.")
    private @Nullable BodyFormat body;

    @Option(
            names = "--retry-for",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "How long to try again a request when the server is away or busy (${DEFAULT-VALUE}).")
    private Duration patience;

    @Option(names = "--state", paramLabel = "FILE", description = "Keeps how far it is (FILE.replay beside the file).")
    private @Nullable Path state;

    @Spec
    private CommandSpec spec;

    /** One of two ways to say where the records go. */
    static final class Target {
        @Option(
                names = "--to",
                required = true,
                paramLabel = "URL",
                description = "Where to post, http://127.0.0.1:8080/collect.")
        private @Nullable URI url;

        @Option(
                names = "--stream",
                required = true,
                paramLabel = "NAME",
                description = "A stream of the pipeline that runs in DIR.")
        private @Nullable String stream;
    }

    @Override
    public Integer call() {
        if (batch < 1) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "--batch is at least 1");
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "there is no file " + file);
        }
        BodyFormat format = Optional.ofNullable(body).orElse(target.url != null ? BodyFormat.ARRAY : BodyFormat.NDJSON);
        Path kept = Optional.ofNullable(state).orElse(file.resolveSibling(file.getFileName() + ".replay"));
        Replay.Plan plan = new Replay.Plan(file, kept, url(), format, batch, pause, patience, reset);
        print(new Replay(plan, spec.commandLine().getErr()).run(System.console() != null));
        return ExitCode.OK.number();
    }

    private URI url() {
        if (target.url != null) {
            String scheme = String.valueOf(target.url.getScheme());
            if (!scheme.equals("http") && !scheme.equals("https") || target.url.getHost() == null) {
                throw new CommandFailure(
                        ExitCode.INVALID_PIPELINE,
                        "--to wants a whole address such as http://127.0.0.1:8080/collect, not " + target.url);
            }
            return target.url;
        }
        Path data = Optional.ofNullable(dataDir).orElse(directory.resolve(DataFolder.NAME));
        Endpoints running = Endpoints.ofRunning(data)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "nothing runs with the data folder " + data + "; start it: runnel run " + directory));
        return running.http().resolve("/v1/streams/" + target.stream);
    }

    private void print(Replay.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        double seconds = Math.max(result.elapsed().toMillis(), 1) / 1000.0;
        long sent = result.accepted() + result.invalid();
        if (sent == 0) {
            out.println(
                    "nothing left to send: " + result.before() + " records were sent earlier (--reset begins again)");
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d records sent in %.1f s (%.0f/s): %d accepted, %d invalid%s%n",
                    sent,
                    seconds,
                    sent / seconds,
                    result.accepted(),
                    result.invalid(),
                    result.before() > 0 ? "; " + result.before() + " were sent earlier" : "");
        }
        out.flush();
    }
}

package dev.runnel.cli.command;

import dev.runnel.cli.demo.ShopEvents;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel generate}. */
@Command(
        name = "generate",
        description = {
            "Writes synthetic events of the clickstream example to a file, one a line, to be replayed.",
            "The same --seed and --start give the same file."
        })
public final class GenerateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write; it is replaced.")
    private Path file;

    @Option(names = "--count", paramLabel = "N", defaultValue = "10000", description = "Events (${DEFAULT-VALUE}).")
    private long count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses the events (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "Time of the first event, 2026-01-01T00:00:00Z (now).")
    private @Nullable Instant start;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "10ms",
            description = "From one event to the next (${DEFAULT-VALUE}).")
    private Duration every;

    @Option(
            names = "--invalid",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Part of the events that break the contract, 0 to 1 (${DEFAULT-VALUE}).")
    private double invalid;

    @Option(
            names = "--first-id",
            paramLabel = "N",
            defaultValue = "1",
            description = "The id of the first event (${DEFAULT-VALUE}).")
    private long firstId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (count < 0 || invalid < 0 || invalid > 1) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "--count is at least 0, --invalid from 0 to 1");
        }
        ShopEvents events = new ShopEvents(seed, firstId, invalid);
        Instant at = Optional.ofNullable(start).orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (long i = 0; i < count; i++) {
                out.write(events.nextBytes(at));
                out.write('\n');
                at = at.plus(every);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, file + " cannot be written: " + e, e);
        }
        spec.commandLine().getOut().println(count + " events written to " + file);
        return ExitCode.OK.number();
    }
}

package dev.runnel.cli.command;

import dev.runnel.cli.data.DataFolder;
import dev.runnel.cli.embedded.LogFormat;
import dev.runnel.cli.embedded.RunSettings;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that run a pipeline have in common. */
final class RunOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the gateway; 0 is any that is free (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address the gateway listens on (${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--insecure", description = "Allow an address that others can reach, though nobody has to sign in.")
    private boolean insecure;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "Port of the embedded Kafka (9092, or another when that is in use).")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--flink-port",
            paramLabel = "N",
            description = "Port of Flink's own pages (8081, or another when that is in use).")
    private @Nullable Integer flinkPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept (.runnel in the pipeline's folder).")
    private @Nullable Path dataDir;

    @Option(names = "--ephemeral", description = "Keep nothing: use a temporary folder and remove it at the end.")
    private boolean ephemeral;

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time with a summary.")
    private @Nullable Duration time;

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How lines are printed: text or json (${DEFAULT-VALUE}).")
    private LogFormat log;

    @Option(
            names = "--allow-breaking",
            description = "Take changes of a contract that break what its stream promised (see: runnel plan).")
    private boolean allowBreaking;

    boolean allowBreaking() {
        return allowBreaking;
    }

    RunSettings settings(Pipeline pipeline, Path directory, boolean watch) {
        if (ephemeral && dataDir != null) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "--ephemeral keeps nothing, so --data-dir is not used");
        }
        return new RunSettings(
                pipeline,
                host,
                insecure,
                port(port, "--port"),
                port(kafkaPort, "--kafka-port"),
                port(flinkPort, "--flink-port"),
                data(directory),
                ephemeral,
                watch);
    }

    Optional<Duration> time() {
        return Optional.ofNullable(time);
    }

    LogFormat log() {
        return log;
    }

    private Path data(Path directory) {
        if (ephemeral) {
            try {
                return Files.createTempDirectory("runnel-");
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, "no temporary folder can be made: " + e.getMessage(), e);
            }
        }
        return Optional.ofNullable(dataDir).orElseGet(() -> directory.resolve(DataFolder.NAME));
    }

    private static OptionalInt port(@Nullable Integer port, String option) {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port(port.intValue(), option));
    }

    private static int port(int port, String option) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, option + " is a number from 0 to 65535, not " + port);
        }
        return port;
    }
}

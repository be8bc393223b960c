package dev.runnel.cli.command;

import dev.runnel.cli.drive.DriveApplication;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which account of Google's a command works with. */
final class DriveAccountOption {
    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description =
                    "The key file of the application or service account (the one that the pipeline's source names).")
    private @Nullable Path credentials;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Another server that speaks Drive's protocol (Google's).")
    private @Nullable URI endpoint;

    @Mixin
    private PipelineOption pipeline;

    DriveApplication application(Path directory) {
        Path dataDir = dataDir(directory);
        DriveApplication application = credentials != null
                ? DriveApplication.named(credentials, directory, dataDir)
                : DriveApplication.of(PipelineOption.read(directory), directory, dataDir);
        return endpoint == null ? application : application.at(endpoint);
    }

    Path dataDir(Path directory) {
        return pipeline.dataDir(directory);
    }
}

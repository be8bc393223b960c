package dev.runnel.cli.drive;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.connectors.drive.DriveOptions;
import dev.runnel.connectors.drive.account.KeyFile;
import dev.runnel.connectors.drive.account.KeyPlace;
import dev.runnel.connectors.drive.account.SafeAddress;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The key file that a command works with, and where its sign-in is kept.
 *
 * @param endpoint of another Drive than Google's
 */
public record DriveApplication(KeyPlace key, Optional<URI> endpoint) {

    /** A key file that the command line names, wherever it lies. */
    public static DriveApplication named(Path file, Path directory, Path dataDir) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, file + " cannot be read: " + e, e);
        }
        if (!KeyFile.isText(text)) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, file + " is not JSON; " + KeyFile.ADVICE);
        }
        return new DriveApplication(KeyPlace.of(text, directory, List.of(), dataDir), Optional.empty());
    }

    /** The one that a pipeline's sources in Google Drive name. */
    public static DriveApplication of(Pipeline pipeline, Path directory, Path dataDir) {
        List<Settings> sources = pipeline.streams().stream()
                .map(Stream::source)
                .filter(source -> source.type().equals(DriveOptions.SPEC.type()))
                .map(source -> source.settings())
                .toList();
        List<String> credentials = sources.stream()
                .map(s -> s.get(DriveOptions.CREDENTIALS))
                .distinct()
                .toList();
        if (credentials.size() != 1) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    (credentials.isEmpty()
                                    ? pipeline.name() + " reads nothing from Google Drive as it is set up now"
                                    : "the sources of " + pipeline.name()
                                            + " in Google Drive have several `credentials`")
                            + "; say which file with --credentials FILE");
        }
        FileAccess files = EnvironmentFile.read(directory, System.getenv(), new Diagnostics())
                .files();
        return new DriveApplication(
                KeyPlace.of(credentials.get(0), directory, files.allowed(), dataDir),
                sources.get(0).find(DriveOptions.ENDPOINT));
    }

    /** The same with a Drive that the command line names. */
    public DriveApplication at(URI address) {
        if (!SafeAddress.isSafe(address)) {
            throw new CommandFailure(
                    ExitCode.INVALID_PIPELINE,
                    address + " is neither https nor on this machine: tokens could be read by others");
        }
        return new DriveApplication(key, Optional.of(address));
    }

    /** What Drive or a key file refuse, as the end of a command. */
    public static CommandFailure failure(IOException refused) {
        return new CommandFailure(
                ExitCode.ENVIRONMENT, Objects.requireNonNullElse(refused.getMessage(), refused.toString()), refused);
    }
}

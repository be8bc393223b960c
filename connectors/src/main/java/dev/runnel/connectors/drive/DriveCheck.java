package dev.runnel.connectors.drive;

import dev.runnel.connectors.drive.account.KeyFile;
import dev.runnel.connectors.drive.account.SafeAddress;
import dev.runnel.connectors.format.FileFormat;
import dev.runnel.connectors.format.FormatCheck;
import dev.runnel.connectors.format.FormatOptions;
import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.connectors.format.path.FilePattern;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** What is wrong with settings of a source in Google Drive beyond its single options. Pure: no file is looked at. */
public final class DriveCheck {
    private static final Duration LEAST_REFRESH = Duration.ofMillis(100);

    private DriveCheck() {}

    /** Reports what is wrong. */
    public static void check(Settings settings, RecordType type, Diagnostics out) {
        Optional<String> file = settings.find(DriveOptions.FILE);
        Optional<String> folder = settings.find(DriveOptions.FOLDER);
        if (file.isEmpty() && folder.isEmpty()) {
            out.error(
                    Code.MISSING_KEY,
                    settings.at(),
                    "neither 'file' nor 'folder' says what to read",
                    "add 'file:' with a file's name or id, or 'folder:' for every file below a folder");
        } else if (file.isPresent() && folder.isPresent()) {
            out.error(
                    Code.CONFLICT,
                    settings.at(DriveOptions.FOLDER),
                    "'file' and 'folder' both say what to read",
                    "leave one of them out");
        } else if (file.isPresent() && settings.find(DriveOptions.PATTERN).isPresent()) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(DriveOptions.PATTERN),
                    "'pattern' means nothing for a single file",
                    "leave it out, or name a 'folder'");
        }
        if (settings.get(DriveOptions.REFRESH).compareTo(LEAST_REFRESH) < 0) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(DriveOptions.REFRESH),
                    "Drive does not answer that often",
                    "ask at most every 100ms; some seconds are usual");
        }
        settings.find(DriveOptions.ENDPOINT)
                .filter(e -> !SafeAddress.isSafe(e))
                .ifPresent(e -> out.error(
                        Code.WRONG_VALUE,
                        settings.at(DriveOptions.ENDPOINT),
                        "tokens would be sent to " + e.getHost() + " for everybody to read",
                        "use https, or a server on this machine"));
        credentials(settings, out);
        // A name may say which format a file has; which type it has in Drive nobody knows yet.
        Optional<FileFormat> format =
                settings.find(FormatOptions.FORMAT).map(FileFormat::ofId).or(() -> file.flatMap(FileFormat::of));
        FormatCheck.check(settings, type, format.map(Set::of).orElse(Set.of()), format.isEmpty(), out);
    }

    private static void credentials(Settings settings, Diagnostics out) {
        String said = settings.find(DriveOptions.CREDENTIALS).orElse("");
        if (KeyFile.isText(said)) {
            try {
                KeyFile.of(said, "the text of 'credentials'");
            } catch (IOException e) {
                out.error(
                        Code.WRONG_VALUE,
                        settings.at(DriveOptions.CREDENTIALS),
                        Objects.requireNonNullElse(e.getMessage(), ""));
            }
        }
    }

    /** Reports a key file that may not be read. */
    public static void checkPaths(Settings settings, Path directory, List<String> allowed, Diagnostics out) {
        String said = settings.find(DriveOptions.CREDENTIALS).orElse("");
        if (!said.isBlank() && !KeyFile.isText(said) && !mayBeRead(said, directory, allowed)) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(DriveOptions.CREDENTIALS),
                    "'" + said + "' lies outside the pipeline's folder, or is no path of a file",
                    "put the key file below it, or allow its folder in env/embedded.yaml: allow_paths: [/etc/runnel]");
        }
    }

    private static boolean mayBeRead(String path, Path directory, List<String> allowed) {
        try {
            FilePattern pattern = FilePattern.of(path);
            return pattern.isOneFile()
                    && !FilePattern.isAddress(path)
                    && new AllowedFolders(directory, allowed).mayAllow(pattern);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}

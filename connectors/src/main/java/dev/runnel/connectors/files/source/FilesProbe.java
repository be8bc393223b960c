package dev.runnel.connectors.files.source;

import dev.runnel.connectors.files.FilesOptions;
import dev.runnel.connectors.files.folder.FileFinder;
import dev.runnel.connectors.files.folder.FoundFile;
import dev.runnel.connectors.format.path.AllowedFolders;
import dev.runnel.connectors.format.path.FilePattern;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.engine.cluster.Causes;
import dev.runnel.engine.filesystem.FileSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks whether the files that a source names are there and may be read. */
final class FilesProbe {
    private FilesProbe() {}

    static void run(Settings settings, Path directory, FileAccess access, Diagnostics out) {
        FileSystems.reach(access.fileSystems());
        FileFinder finder = new FileFinder(new AllowedFolders(directory, access.allowed()));
        for (String path : settings.get(FilesOptions.PATH)) {
            try {
                look(path, finder, settings, out);
            } catch (IOException | RuntimeException e) { // a file system's own client throws what it likes
                String why = e instanceof IOException ? String.valueOf(e.getMessage()) : Causes.line(e);
                out.error(Code.UNREACHABLE, settings.at(FilesOptions.PATH), "'" + path + "' cannot be read: " + why);
            }
        }
    }

    private static void look(String path, FileFinder finder, Settings settings, Diagnostics out) throws IOException {
        List<FoundFile> found = finder.find(List.of(path));
        if (found.isEmpty()) {
            out.warning(
                    Code.UNREACHABLE,
                    settings.at(FilesOptions.PATH),
                    "there is no file yet that '" + path + "' stands for",
                    "put one there, or mend `path`");
        }
        for (FoundFile file : found) {
            if (!FilePattern.isAddress(file.path()) && !Files.isReadable(Path.of(file.path()))) {
                out.error(
                        Code.UNREACHABLE,
                        settings.at(FilesOptions.PATH),
                        file.name() + " may not be read by this user",
                        "change its permissions");
                return;
            }
        }
    }
}

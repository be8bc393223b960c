package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveChanges.Change;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.drive.client.NameOrId;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every file below a folder that can be read.
 *
 * @param said the folder's name, id or address
 * @param pattern of the files' names; null for all
 */
record InFolder(String said, @Nullable String pattern, Formats formats) implements Selection {
    /** Folders that one request asks for. */
    private static final int TOGETHER = 32;

    private static final int MOST_FOLDERS = 10_000;
    private static final int MOST_FILES = 100_000;

    @Override
    public Found look(DriveClient client) throws IOException {
        Optional<DriveFile> root = NameOrId.of(said).find(client, true);
        if (root.isEmpty()) {
            return Found.NOTHING;
        }
        Set<String> folders = new LinkedHashSet<>(List.of(root.get().id()));
        List<DriveFile> files = new ArrayList<>();
        List<String> level = List.copyOf(folders);
        while (!level.isEmpty()) {
            List<String> below = new ArrayList<>();
            for (int i = 0; i < level.size(); i += TOGETHER) {
                for (DriveFile each : inside(client, level.subList(i, Math.min(level.size(), i + TOGETHER)))) {
                    if (each.isFolder() && folders.add(each.id())) {
                        below.add(each.id());
                    } else if (isMeant(each, folders)) {
                        files.add(each);
                    }
                }
            }
            if (folders.size() > MOST_FOLDERS || files.size() > MOST_FILES) {
                throw tooMany();
            }
            level = below;
        }
        return new Found(files, List.copyOf(folders), true);
    }

    private static List<DriveFile> inside(DriveClient client, List<String> folders) throws IOException {
        List<String> parents = folders.stream()
                .map(id -> "'" + NameOrId.quoted(id) + "' in parents")
                .toList();
        return client.find("(" + String.join(" or ", parents) + ") and trashed = false", MOST_FILES);
    }

    @Override
    public boolean isMeant(DriveFile file, Collection<String> folders) {
        return !file.isFolder()
                && !file.trashed()
                && file.parents().stream().anyMatch(folders::contains)
                && isNamed(file.name())
                && formats.of(file).isPresent();
    }

    /** Names may hold what paths cannot. */
    private boolean isNamed(String name) {
        return pattern == null
                || FileSystems.getDefault()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of(name.replace('/', '_').replace('\0', '_')));
    }

    @Override
    public boolean isOfFolders(Change change, Collection<String> folders) {
        if (folders.contains(change.fileId())) {
            return true;
        }
        return change.file()
                .filter(DriveFile::isFolder)
                .filter(f -> NameOrId.of(said).isOf(f) || f.parents().stream().anyMatch(folders::contains))
                .isPresent();
    }

    @Override
    public void checkThere(Collection<String> ids) throws IOException {
        if (ids.size() > MOST_FILES) {
            throw tooMany();
        }
    }

    private IOException tooMany() {
        return new IOException("there are more than " + MOST_FOLDERS + " folders or " + MOST_FILES + " files below '"
                + said + "' in Google Drive; name a folder with less, or a `pattern`");
    }

    @Override
    public String named() {
        return "the folder '" + said + "'";
    }
}

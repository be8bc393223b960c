package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveChanges;
import dev.runnel.connectors.drive.client.DriveChanges.Change;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveException;
import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.drive.rows.Known;
import dev.runnel.connectors.drive.rows.KnownFile;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what is to be done so that what is known is what is there.
 *
 * @param account its name, for messages
 */
record DriveLook(DriveClient client, Selection selection, String account) {
    /**
     * What is to be done.
     *
     * @param gone files that are there no longer, or are not meant any more
     * @param changed files that are new, or have another content or name
     * @param token where the list of changes goes on when all of it is done
     * @param folders those that are watched then
     */
    record Work(List<KnownFile> gone, List<DriveFile> changed, String token, List<String> folders) {}

    /**
     * Asks what has changed; looks at everything where nothing is known, and where Drive cannot tell any more.
     *
     * @throws IOException also when what the source names was never there
     */
    Work next(Known known) throws IOException {
        if (known.token().isEmpty()) {
            return everything(known);
        }
        DriveChanges changes;
        try {
            changes = client.changes(known.token());
        } catch (DriveException e) {
            if (e.kind() == DriveException.Kind.INVALID) {
                return everything(known);
            }
            throw e;
        }
        if (changes.changes().stream().anyMatch(c -> selection.isOfFolders(c, known.folders()))) {
            // A search may lag behind what changed, so the changes have the last word.
            Selection.Found found = selection.look(client);
            return work(known, byId(found.files()), changes, found.folders());
        }
        return work(
                known,
                new LinkedHashMap<>(),
                changes,
                known.folders(),
                known.files().keySet());
    }

    /** Where the list of changes ends is asked before the look, so that no change falls between. */
    private Work everything(Known known) throws IOException {
        String token = client.endOfChanges();
        Selection.Found found = selection.look(client);
        if (!found.isThere() && known.files().isEmpty()) {
            throw new IOException(selection.named() + " is not in Google Drive, or not shared with " + account
                    + ": share it with that account as a viewer, or name another one");
        }
        return work(known, byId(found.files()), new DriveChanges(List.of(), token), found.folders());
    }

    private Work work(Known known, Map<String, DriveFile> found, DriveChanges changes, List<String> folders)
            throws IOException {
        return work(known, found, changes, folders, Set.of());
    }

    /** @param staying ids of known files that are there as they were, where no change says otherwise */
    private Work work(
            Known known,
            Map<String, DriveFile> found,
            DriveChanges changes,
            List<String> folders,
            Collection<String> staying)
            throws IOException {
        Set<String> there = new HashSet<>(staying);
        Set<String> folderIds = new HashSet<>(folders);
        for (Change change : changes.changes()) {
            there.remove(change.fileId());
            found.remove(change.fileId());
            change.file().filter(f -> selection.isMeant(f, folderIds)).ifPresent(f -> found.put(f.id(), f));
        }
        there.addAll(found.keySet());
        selection.checkThere(there);
        List<KnownFile> gone = known.files().values().stream()
                .filter(f -> !there.contains(f.id()))
                .toList();
        List<DriveFile> changed =
                found.values().stream().filter(f -> isOther(f, known)).toList();
        return new Work(gone, changed, changes.token(), folders);
    }

    private static boolean isOther(DriveFile file, Known known) {
        KnownFile before = known.files().get(file.id());
        return before == null
                || !before.version().equals(file.version())
                || !before.name().equals(file.name());
    }

    private static Map<String, DriveFile> byId(List<DriveFile> files) {
        Map<String, DriveFile> found = new LinkedHashMap<>();
        files.forEach(f -> found.put(f.id(), f));
        return found;
    }
}

package dev.runnel.connectors.drive.client;

import java.util.List;
import java.util.Optional;

/**
 * What changed since a place in the list of changes.
 *
 * @param changes in their order
 * @param token where the list goes on
 */
public record DriveChanges(List<Change> changes, String token) {
    /**
     * A change of a file.
     *
     * @param file as it is now; empty where it was deleted, or is no longer shared
     */
    public record Change(String fileId, Optional<DriveFile> file) {}

    public DriveChanges {
        changes = List.copyOf(changes);
    }
}

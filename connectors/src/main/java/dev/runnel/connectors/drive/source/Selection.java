package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveChanges.Change;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveFile;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Which files a source means. Immutable and thread safe. */
sealed interface Selection permits OneFile, InFolder {
    /**
     * What was found.
     *
     * @param folders ids of all folders that were looked into
     * @param isThere whether what the source names is there at all
     */
    record Found(List<DriveFile> files, List<String> folders, boolean isThere) {
        static final Found NOTHING = new Found(List.of(), List.of(), false);
    }

    /** Looks through Drive. */
    Found look(DriveClient client) throws IOException;

    /**
     * Whether a file is meant, as it is now.
     *
     * @param folders those that were looked into
     */
    boolean isMeant(DriveFile file, Collection<String> folders);

    /** Whether a change may make other files meant than the one that changed, so that all is to be looked at again. */
    boolean isOfFolders(Change change, Collection<String> folders);

    /**
     * Looks whether so many files can be meant.
     *
     * @param ids of the files that are there
     * @throws IOException when they are too many, with what to do
     */
    void checkThere(Collection<String> ids) throws IOException;

    /** What the source names, for messages: {@code the file 'orders.csv'}. */
    String named();
}

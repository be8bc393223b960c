package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.DriveChanges.Change;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.drive.client.NameOrId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** A file that is named. */
record OneFile(String said) implements Selection {
    @Override
    public Found look(DriveClient client) throws IOException {
        return NameOrId.of(said)
                .find(client, false)
                .map(file -> new Found(List.of(file), List.of(), true))
                .orElse(Found.NOTHING);
    }

    @Override
    public boolean isMeant(DriveFile file, Collection<String> folders) {
        return !file.isFolder() && !file.trashed() && NameOrId.of(said).isOf(file);
    }

    @Override
    public boolean isOfFolders(Change change, Collection<String> folders) {
        return false;
    }

    /** Which of two files of one name is meant only their owner knows. */
    @Override
    public void checkThere(Collection<String> ids) throws IOException {
        NameOrId.of(said).checkOne(ids);
    }

    @Override
    public String named() {
        return "the file '" + said + "'";
    }
}

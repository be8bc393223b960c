package dev.runnel.connectors.drive.upload;

import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.drive.client.DriveUploads;
import dev.runnel.connectors.drive.client.NameOrId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is put into Drive: as a new one, or as the new content of the one that has its name.
 *
 * @param name in Drive
 * @param folder its name, id or address; empty for the account's root
 */
public record Upload(Path file, String name, Optional<String> folder) {
    private static final Map<String, String> TYPES = Map.of(
            "csv", "text/csv",
            "tsv", "text/tab-separated-values",
            "json", "application/json",
            "ndjson", "application/x-ndjson",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xls", "application/vnd.ms-excel",
            "parquet", "application/vnd.apache.parquet");
    private static final int MOST = 100;

    /**
     * What became of it.
     *
     * @param link its address in the browser
     * @param isNew whether there was none of its name
     */
    public record Uploaded(String id, String name, String link, boolean isNew) {}

    /** @throws IOException when it could not be put there, or several files have the name, with what to do */
    public Uploaded run(DriveClient client) throws IOException {
        Optional<String> parent = Optional.empty();
        if (folder.isPresent()) {
            parent = Optional.of(
                    NameOrId.of(folder.get())
                            .find(client, true)
                            .map(DriveFile::id)
                            .orElseThrow(
                                    () -> new IOException(
                                            "there is no folder '" + folder.get()
                                                    + "' in Google Drive, or the account does not see it; make it, or share it with the account")));
        }
        List<DriveFile> same = client.find(
                "name = '" + NameOrId.quoted(name) + "' and trashed = false"
                        + " and mimeType != 'application/vnd.google-apps.folder' and '" + parent.orElse("root")
                        + "' in parents",
                MOST);
        new NameOrId(name).checkOne(same.stream().map(DriveFile::id).toList());
        DriveUploads uploads = new DriveUploads(client);
        String type = TYPES.getOrDefault(ending(), "application/octet-stream");
        return same.isEmpty()
                ? uploaded(uploads.create(file, name, type, parent), true)
                : uploaded(uploads.update(same.get(0), file, type), false);
    }

    private static Uploaded uploaded(DriveUploads.Kept kept, boolean isNew) {
        return new Uploaded(kept.id(), kept.name(), kept.link(), isNew);
    }

    private String ending() {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

package dev.runnel.connectors.drive.client;

import com.google.api.services.drive.model.File;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file, folder or document as Drive describes it.
 *
 * @param modified when its content was changed last, RFC 3339
 * @param md5 of the content; empty for documents of Google's editors, which have no bytes of their own
 * @param size in bytes; 0 where Drive does not tell
 */
public record DriveFile(
        String id,
        String name,
        String mimeType,
        List<String> parents,
        String modified,
        Optional<String> md5,
        long size,
        boolean trashed) {
    /** The fields that are asked for. */
    static final String FIELDS = "id,name,mimeType,parents,modifiedTime,md5Checksum,size,trashed";

    private static final String FOLDER = "application/vnd.google-apps.folder";
    private static final String SHEET = "application/vnd.google-apps.spreadsheet";

    public DriveFile {
        parents = List.copyOf(parents);
    }

    static DriveFile of(File file) {
        return new DriveFile(
                file.getId(),
                file.getName(),
                file.getMimeType(),
                Objects.requireNonNullElse(file.getParents(), List.of()),
                file.getModifiedTime() == null ? "" : file.getModifiedTime().toStringRfc3339(),
                Optional.ofNullable(file.getMd5Checksum()),
                Objects.requireNonNullElse(file.getSize(), 0L),
                Boolean.TRUE.equals(file.getTrashed()));
    }

    public boolean isFolder() {
        return mimeType.equals(FOLDER);
    }

    /** Whether it is a document of Google Sheets. */
    public boolean isSheet() {
        return mimeType.equals(SHEET);
    }

    /** What another content has another one of. */
    public String version() {
        return md5.orElse(modified);
    }
}

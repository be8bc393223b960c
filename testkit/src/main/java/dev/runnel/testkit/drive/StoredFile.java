package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file or folder as it is kept. Immutable, but for the bytes, which nobody changes.
 *
 * @param parent id of the folder that it is in
 * @param content of a file that Drive keeps as bytes; empty for folders and what Google's editors keep
 * @param exports of a document of Google's editors: what it is exported as, by MIME type
 * @param readable whether its content may be fetched
 */
public record StoredFile(
        String id,
        String name,
        String mimeType,
        String parent,
        byte[] content,
        Map<String, byte[]> exports,
        Instant modified,
        boolean trashed,
        boolean readable) {
    /** The type of folders. */
    public static final String FOLDER = "application/vnd.google-apps.folder";
    /** The type of Google Sheets. */
    public static final String SHEET = "application/vnd.google-apps.spreadsheet";

    private static final String OF_EDITORS = "application/vnd.google-apps.";

    boolean isBytes() {
        return !mimeType.startsWith(OF_EDITORS);
    }

    StoredFile with(String newName, String newParent, boolean isTrashed) {
        return new StoredFile(id, newName, mimeType, newParent, content, exports, modified, isTrashed, readable);
    }

    StoredFile with(byte[] newContent, Map<String, byte[]> newExports, Instant now) {
        return new StoredFile(id, name, mimeType, parent, newContent, newExports, now, trashed, readable);
    }

    StoredFile readable(boolean isReadable) {
        return new StoredFile(id, name, mimeType, parent, content, exports, modified, trashed, isReadable);
    }

    /** The resource, with every field that is kept. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "drive#file")
                .put("id", id)
                .put("name", name)
                .put("mimeType", mimeType)
                .put("trashed", trashed)
                .put("modifiedTime", modified.toString())
                .put("webViewLink", "https://drive.google.com/file/d/" + id + "/view");
        json.putArray("parents").add(parent);
        if (isBytes()) {
            json.put("size", String.valueOf(content.length)).put("md5Checksum", md5());
        }
        return json;
    }

    private String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}

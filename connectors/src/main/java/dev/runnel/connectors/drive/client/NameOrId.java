package dev.runnel.connectors.drive.client;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file or folder as people name it. Immutable and thread safe.
 *
 * @param text its name or its id
 */
public record NameOrId(String text) {
    private static final Pattern ADDRESS =
            Pattern.compile("https://(?:drive|docs)\\.google\\.com/.*?/(?:d|folders)/([\\w-]+).*");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{19,}");
    private static final int MOST = 100;
    private static final int SHOWN = 3;

    /** @param said a name, an id, or an address in the browser */
    public static NameOrId of(String said) {
        Matcher address = ADDRESS.matcher(said);
        return new NameOrId(address.matches() ? address.group(1) : said);
    }

    /** Whether a file or folder is called so. */
    public boolean isOf(DriveFile file) {
        return file.id().equals(text) || file.name().equals(text);
    }

    /**
     * Finds it.
     *
     * @throws IOException also when several are called so
     */
    public Optional<DriveFile> find(DriveClient client, boolean isFolder) throws IOException {
        if (ID.matcher(text).matches()) {
            Optional<DriveFile> byId = client.file(text).filter(f -> f.isFolder() == isFolder);
            if (byId.isPresent()) {
                return byId.filter(f -> !f.trashed());
            }
        }
        String type = isFolder ? "mimeType = '" : "mimeType != '";
        List<DriveFile> found = client.find(
                "name = '" + quoted(text) + "' and trashed = false and " + type + "application/vnd.google-apps.folder'",
                MOST);
        checkOne(found.stream().map(DriveFile::id).toList());
        return found.stream().findFirst();
    }

    /** @throws IOException when there are several */
    public void checkOne(Collection<String> ids) throws IOException {
        if (ids.size() > 1) {
            throw new IOException("there are " + ids.size() + " of the name '" + text
                    + "' in Google Drive: name one by its id,"
                    + " which is in its address: "
                    + String.join(" or ", ids.stream().sorted().limit(SHOWN).toList()));
        }
    }

    /** A text as Drive's queries have it. */
    public static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}

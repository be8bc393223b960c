package dev.runnel.connectors.drive.client;

import com.google.api.client.googleapis.media.MediaHttpUploader;
import com.google.api.client.http.FileContent;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts files into Google Drive; refusals are told as {@link DriveClient} tells them. Thread safe. */
public record DriveUploads(DriveClient client) {
    /** What Google takes in one request at most. */
    private static final long LARGEST_AT_ONCE = 5 << 20;

    /**
     * A file that was put into Drive.
     *
     * @param link its address in the browser
     */
    public record Kept(String id, String name, String link) {
        private static final String FIELDS = "id,name,webViewLink";

        static Kept of(File file) {
            return new Kept(file.getId(), file.getName(), String.valueOf(file.getWebViewLink()));
        }
    }

    /** Puts a new file into Drive. It is asked once: asked again, there might be two. @param parent empty for the root */
    public Kept create(Path content, String name, String mimeType, Optional<String> parent) throws IOException {
        File described = new File().setName(name);
        parent.ifPresent(folder -> described.setParents(List.of(folder)));
        return client.calls().once("take the file '" + name + "'", () -> {
            Drive.Files.Create create =
                    client.drive().files().create(described, new FileContent(mimeType, content.toFile()));
            sentWhole(create.getMediaHttpUploader(), content);
            return Kept.of(
                    create.setFields(Kept.FIELDS).setSupportsAllDrives(true).execute());
        });
    }

    /** Gives a file another content. */
    public Kept update(DriveFile file, Path content, String mimeType) throws IOException {
        return client.calls().ask("take the content of '" + file.name() + "'", () -> {
            Drive.Files.Update update =
                    client.drive().files().update(file.id(), new File(), new FileContent(mimeType, content.toFile()));
            sentWhole(update.getMediaHttpUploader(), content);
            return Kept.of(
                    update.setFields(Kept.FIELDS).setSupportsAllDrives(true).execute());
        });
    }

    /** A small file goes in one request, a larger one in pieces, each of which is asked for again when it broke off. */
    private static void sentWhole(MediaHttpUploader uploader, Path content) throws IOException {
        uploader.setDirectUploadEnabled(Files.size(content) <= LARGEST_AT_ONCE);
    }
}

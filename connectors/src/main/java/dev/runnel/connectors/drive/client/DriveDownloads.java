package dev.runnel.connectors.drive.client;

import dev.runnel.connectors.drive.client.DriveException.Kind;
import java.io.IOException;
import java.io.InputStream;

/** Fetches the contents of files; refusals are told as {@link DriveClient} tells them. Thread safe. */
public record DriveDownloads(DriveClient client) {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /**
     * Hands the content of a file to somebody; once more from its beginning when it broke off. A document of Google Sheets
     * comes as .xlsx.
     *
     * @throws DriveException of kind {@link Kind#EXPORT_TOO_LARGE} when Drive does not export a document of that size
     * @throws ContentException what {@code taker} threw
     */
    public <T> T content(DriveFile file, Taker<T> taker) throws IOException {
        return client.calls().ask("give the content of '" + file.name() + "'", () -> {
            try (InputStream in = file.isSheet()
                    ? client.drive().files().export(file.id(), XLSX).executeMediaAsInputStream()
                    : client.drive()
                            .files()
                            .get(file.id())
                            .setSupportsAllDrives(true)
                            .executeMediaAsInputStream()) {
                return taker.take(in == null ? InputStream.nullInputStream() : in);
            }
        });
    }

    /** Takes a content. */
    @FunctionalInterface
    public interface Taker<T> {
        /** @throws IOException when it breaks off, and is to be given again; {@link ContentException} when it is not */
        T take(InputStream in) throws IOException;
    }
}

package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.client.ContentException;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveDownloads;
import dev.runnel.connectors.drive.client.DriveException;
import dev.runnel.connectors.drive.client.DriveFile;
import dev.runnel.connectors.format.FileReading;
import dev.runnel.core.record.Violation.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Fetches the contents of files to this machine's disk. Not thread safe. */
record Contents(DriveSettings settings, DriveClient client) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * The content of a file, as it is now.
     *
     * @throws IOException when it cannot be had now
     */
    Content fetch(DriveFile file) throws IOException {
        Optional<FileReading> reading = new Formats(settings.reading()).of(file);
        if (reading.isEmpty()) {
            return Content.refused(
                    file.name(),
                    file.version(),
                    Reason.SYNTAX,
                    file.name() + " (" + file.mimeType()
                            + ") is not known to have rows; say what it is with `format`, or name" + " another file");
        }
        if (file.size() > settings.sizeLimit()) {
            return tooLarge(file);
        }
        Path folder = Files.createDirectories(Path.of(settings.temporary()));
        Path copy = Files.createTempFile(folder, "drive-", ".part");
        try {
            Optional<String> version = new DriveDownloads(client).content(file, in -> copy(in, copy, file));
            if (version.isPresent()) {
                return Content.of(file.name(), version.get(), copy, reading.get());
            }
            Files.delete(copy);
            return tooLarge(file);
        } catch (DriveException e) {
            Files.delete(copy);
            if (e.kind() == DriveException.Kind.EXPORT_TOO_LARGE) {
                return Content.refused(
                        file.name(),
                        file.version(),
                        Reason.TOO_LARGE,
                        file.name()
                                + " is larger than what Google Sheets exports, 10 MB; divide it, or keep it in Drive as"
                                + " .xlsx or .csv");
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private Content tooLarge(DriveFile file) {
        return Content.refused(
                file.name(),
                file.version(),
                Reason.TOO_LARGE,
                file.name() + " has more than " + settings.sizeLimit() + " bytes; raise `size_limit`, or divide it");
    }

    /** What was copied, by the name of its version: since it was described, the file may have changed. Empty when too large. */
    private Optional<String> copy(InputStream in, Path to, DriveFile file) throws IOException {
        MessageDigest digest = md5();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                size += got;
                if (size > settings.sizeLimit()) {
                    return Optional.empty();
                }
                digest.update(buffer, 0, got);
                write(out, buffer, got, to);
            }
        }
        return Optional.of(file.md5().isPresent() ? HexFormat.of().formatHex(digest.digest()) : file.version());
    }

    private static void write(OutputStream out, byte[] buffer, int length, Path to) throws ContentException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new ContentException(to + " cannot be written: " + e.getMessage() + "; make room on this disk", e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}

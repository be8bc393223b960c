package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.DriveOptions;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.account.KeyPlace;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.connectors.format.FileReading;
import dev.runnel.core.connector.Settings;
import dev.runnel.engine.Origin;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is told, in a form that Flink can send.
 *
 * @param file null where a folder is read
 * @param folder null where a file is read
 * @param temporary folder for contents while they are read
 * @param readAs stands for all that decides which rows files have: with another one they are read again
 */
record DriveSettings(
        KeyPlace key,
        @Nullable URI endpoint,
        @Nullable String file,
        @Nullable String folder,
        @Nullable String pattern,
        long sizeLimit,
        FileReading reading,
        String temporary,
        String readAs)
        implements Serializable {

    static DriveSettings of(Origin origin) {
        Settings settings = origin.settings();
        FileReading reading = FileReading.of(settings, origin.contract());
        String pattern = settings.find(DriveOptions.PATTERN).orElse(null);
        long sizeLimit = settings.get(DriveOptions.SIZE_LIMIT);
        return new DriveSettings(
                KeyPlace.of(
                        settings.get(DriveOptions.CREDENTIALS),
                        origin.directory(),
                        origin.environment().files().allowed(),
                        origin.environment().dataDir()),
                settings.find(DriveOptions.ENDPOINT).orElse(null),
                settings.find(DriveOptions.FILE).orElse(null),
                settings.find(DriveOptions.FOLDER).orElse(null),
                pattern,
                sizeLimit,
                reading,
                origin.environment().dataDir().resolve("tmp").toString(),
                readAs(reading, pattern, sizeLimit, origin.contract().schemaId()));
    }

    private static String readAs(FileReading reading, @Nullable String pattern, long sizeLimit, String contract) {
        return String.join(
                "\n",
                List.of(
                        String.valueOf(reading.format()),
                        String.valueOf(reading.compression()),
                        reading.csv().toString(),
                        reading.tsv().toString(),
                        reading.excel().toString(),
                        String.valueOf(pattern),
                        String.valueOf(sizeLimit),
                        contract));
    }

    DriveClient client(Account account, Patience patience) {
        return DriveClient.of(account, List.of(DriveClient.READING), Optional.ofNullable(endpoint), patience);
    }

    Selection selection() {
        Formats formats = new Formats(reading);
        return file != null ? new OneFile(file) : new InFolder(String.valueOf(folder), pattern, formats);
    }
}

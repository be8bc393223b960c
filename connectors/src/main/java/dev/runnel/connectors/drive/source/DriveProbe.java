package dev.runnel.connectors.drive.source;

import dev.runnel.connectors.drive.DriveOptions;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.account.KeyPlace;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.DriveException;
import dev.runnel.connectors.drive.client.NameOrId;
import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Asks Drive for a token, and for the file or folder that a source names. */
final class DriveProbe {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3));
    /** The data folder, where no run says another one. */
    private static final String DATA_FOLDER = ".runnel";

    private DriveProbe() {}

    static void run(Settings settings, Path directory, FileAccess access, Diagnostics out) {
        Option<String> named = settings.find(DriveOptions.FILE).isPresent() ? DriveOptions.FILE : DriveOptions.FOLDER;
        Account account;
        try {
            account = KeyPlace.of(
                            settings.get(DriveOptions.CREDENTIALS),
                            directory,
                            access.allowed(),
                            directory.resolve(DATA_FOLDER))
                    .account();
        } catch (IOException e) {
            report(settings, DriveOptions.CREDENTIALS, e, out);
            return;
        }
        try {
            DriveClient client =
                    DriveClient.of(account, List.of(DriveClient.READING), settings.find(DriveOptions.ENDPOINT), SHORT);
            String name = NameOrId.of(settings.get(named)).text();
            if (new NameOrId(name).find(client, named == DriveOptions.FOLDER).isEmpty()) {
                out.error(
                        Code.UNREACHABLE,
                        settings.at(named),
                        "'" + name + "' is not in Google Drive, or not shared with " + account.name(),
                        "share it with that account as a viewer, or name another one");
            }
        } catch (IOException e) {
            boolean isAccount = e instanceof DriveException drive && drive.kind() == DriveException.Kind.FORBIDDEN;
            report(settings, isAccount ? DriveOptions.CREDENTIALS : named, e, out);
        }
    }

    private static void report(Settings settings, Option<?> option, IOException failure, Diagnostics out) {
        out.error(Code.UNREACHABLE, settings.at(option), Objects.requireNonNullElse(failure.getMessage(), ""));
    }
}

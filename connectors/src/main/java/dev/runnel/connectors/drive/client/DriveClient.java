package dev.runnel.connectors.drive.client;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.client.DriveException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Asks Google Drive, as one account. A Drive that is busy or away is asked again for a while; then, and for every other
 * refusal, a {@link DriveException} says why. Thread safe.
 */
public final class DriveClient {
    /** What reading needs. */
    public static final String READING = "https://www.googleapis.com/auth/drive.readonly";
    /** What it takes to write files, and to read those that were written so. */
    public static final String WRITING = "https://www.googleapis.com/auth/drive.file";

    static final String APPLICATION = "Runnel";
    static final int CONNECT_MILLIS = 10_000;
    static final int READ_MILLIS = 60_000;
    /** Beyond what is asked again with pauses: a token that has just ended is replaced at once. */
    private static final int IMMEDIATE_RETRIES = 2;

    private static final int PAGE = 1000;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Drive drive;
    private final DriveFailures failures;
    private final Patience patience;

    private DriveClient(Drive drive, Account account, Patience patience) {
        this.drive = drive;
        this.failures = new DriveFailures(account);
        this.patience = patience;
    }

    /**
     * A client of an account; nothing is asked yet.
     *
     * @param endpoint of another server than Google's
     */
    public static DriveClient of(
            Account account, Collection<String> scopes, Optional<URI> endpoint, Patience patience) {
        GoogleCredentials credentials = account.credentials(scopes);
        Drive.Builder builder = new Drive.Builder(
                        new NetHttpTransport(), GsonFactory.getDefaultInstance(), signed(credentials))
                .setApplicationName(APPLICATION);
        endpoint.ifPresent(address -> builder.setRootUrl(address.toString().replaceFirst("/*$", "/")));
        return new DriveClient(builder.build(), account, patience);
    }

    private static HttpRequestInitializer signed(GoogleCredentials credentials) {
        HttpCredentialsAdapter adapter = new HttpCredentialsAdapter(credentials);
        return (HttpRequest request) -> {
            adapter.initialize(request);
            request.setConnectTimeout(CONNECT_MILLIS);
            request.setReadTimeout(READ_MILLIS);
            request.setNumberOfRetries(IMMEDIATE_RETRIES);
        };
    }

    /** What asks for one thing. */
    @FunctionalInterface
    interface Asking<T> {
        T ask() throws IOException;
    }

    /** Google's own client, for those of this package who ask for more. */
    Drive drive() {
        return drive;
    }

    /** Asks, and again while it may help. */
    <T> T ask(String doing, Asking<T> asking) throws IOException {
        try {
            return Failsafe.with(patience.<T>policy()).get(() -> once(doing, asking));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while Google Drive was asked to " + doing);
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    /** Asks once. */
    <T> T once(String doing, Asking<T> asking) throws IOException {
        try {
            return asking.ask();
        } catch (DriveException | ContentException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) { // what is no JSON is either of them
            throw failures.of(doing, e);
        }
    }

    /** The e-mail address of the account. */
    public String user() throws IOException {
        return ask("say who is signed in", () -> drive.about()
                .get()
                .setFields("user(emailAddress)")
                .execute()
                .getUser()
                .getEmailAddress());
    }

    /** A file by its id; empty when there is none, or it is not shared with the account. */
    public Optional<DriveFile> file(String id) throws IOException {
        try {
            return Optional.of(DriveFile.of(ask("look for the file " + id, () -> drive.files()
                    .get(id)
                    .setFields(DriveFile.FIELDS)
                    .setSupportsAllDrives(true)
                    .execute())));
        } catch (DriveException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The files, folders and documents that a query of Drive's language finds.
     *
     * @throws IOException also when there are more than {@code most}
     */
    public List<DriveFile> find(String query, int most) throws IOException {
        List<DriveFile> found = new ArrayList<>();
        String token = null;
        do {
            String page = token;
            FileList list = ask("list files", () -> drive.files()
                    .list()
                    .setQ(query)
                    .setPageSize(PAGE)
                    .setPageToken(page)
                    .setFields("nextPageToken,files(" + DriveFile.FIELDS + ")")
                    .setSupportsAllDrives(true)
                    .setIncludeItemsFromAllDrives(true)
                    .setCorpora("allDrives")
                    .execute());
            for (File each : list.getFiles()) {
                found.add(DriveFile.of(each));
            }
            if (found.size() > most) {
                throw new IOException("there are more than " + most + " files in Google Drive where `folder` looks;"
                        + " name a folder with less, or a `pattern`");
            }
            token = list.getNextPageToken();
        } while (token != null);
        return found;
    }

    /** Where the list of changes ends now. */
    public String endOfChanges() throws IOException {
        return ask("say where its changes are", () -> drive.changes()
                .getStartPageToken()
                .setSupportsAllDrives(true)
                .execute()
                .getStartPageToken());
    }

    /**
     * Everything that changed since.
     *
     * @throws DriveException of kind {@link Kind#INVALID} when Drive cannot tell any more
     */
    public DriveChanges changes(String since) throws IOException {
        List<DriveChanges.Change> changes = new ArrayList<>();
        String token = since;
        while (true) {
            String page = token;
            ChangeList list = ask("list changes", () -> drive.changes()
                    .list(page)
                    .setPageSize(PAGE)
                    .setFields("nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file("
                            + DriveFile.FIELDS + "))")
                    .setSupportsAllDrives(true)
                    .setIncludeItemsFromAllDrives(true)
                    .execute());
            for (Change each : list.getChanges()) {
                if (each.getFileId() != null) {
                    boolean isThere = !Boolean.TRUE.equals(each.getRemoved()) && each.getFile() != null;
                    changes.add(new DriveChanges.Change(
                            each.getFileId(), isThere ? Optional.of(DriveFile.of(each.getFile())) : Optional.empty()));
                }
            }
            if (list.getNextPageToken() == null) {
                return new DriveChanges(changes, list.getNewStartPageToken());
            }
            token = list.getNextPageToken();
        }
    }

    /**
     * Hands the content of a file to somebody; once more from its beginning when it broke off. A document of Google Sheets
     * comes as .xlsx.
     *
     * @throws DriveException of kind {@link Kind#EXPORT_TOO_LARGE} when Drive does not export a document of that size
     * @throws ContentException what {@code taker} threw
     */
    public <T> T content(DriveFile file, Taker<T> taker) throws IOException {
        return ask("give the content of '" + file.name() + "'", () -> {
            try (InputStream in = file.isSheet()
                    ? drive.files().export(file.id(), XLSX).executeMediaAsInputStream()
                    : drive.files().get(file.id()).setSupportsAllDrives(true).executeMediaAsInputStream()) {
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

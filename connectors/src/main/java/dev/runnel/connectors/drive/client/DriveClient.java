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
import dev.runnel.connectors.drive.account.Account;
import dev.runnel.connectors.drive.client.DriveException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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

    private final Drive drive;
    private final PatientCalls calls;

    private DriveClient(Drive drive, PatientCalls calls) {
        this.drive = drive;
        this.calls = calls;
    }

    /** The same that tells somebody else when it waits. */
    public DriveClient telling(Waiting other) {
        return new DriveClient(drive, new PatientCalls(calls.failures(), calls.patience(), other));
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
        return new DriveClient(builder.build(), new PatientCalls(new DriveFailures(account), patience, Waiting.UNSEEN));
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

    /** Tells that nothing is asked for a while. */
    public void waits(DriveException why, Instant nextTry) {
        calls.waiting().begins(String.valueOf(why.getMessage()), nextTry);
    }

    /** Google's own client, for those of this package who ask for more. */
    Drive drive() {
        return drive;
    }

    /** What asks it. */
    PatientCalls calls() {
        return calls;
    }

    /** The e-mail address of the account. */
    public String user() throws IOException {
        return calls.ask("say who is signed in", () -> drive.about()
                .get()
                .setFields("user(emailAddress)")
                .execute()
                .getUser()
                .getEmailAddress());
    }

    /** A file by its id; empty when there is none, or it is not shared with the account. */
    public Optional<DriveFile> file(String id) throws IOException {
        try {
            return Optional.of(DriveFile.of(calls.ask("look for the file " + id, () -> drive.files()
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
            FileList list = calls.ask("list files", () -> drive.files()
                    .list()
                    .setQ(query)
                    .setPageSize(PAGE)
                    .setPageToken(page)
                    .setFields("nextPageToken,files(" + DriveFile.FIELDS + ")")
                    .setSupportsAllDrives(true)
                    .setIncludeItemsFromAllDrives(true)
                    .setCorpora("allDrives")
                    .execute());
            for (File each : Objects.requireNonNullElse(list.getFiles(), List.<File>of())) {
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
        return calls.ask("say where its changes are", () -> drive.changes()
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
            ChangeList list = calls.ask("list changes", () -> drive.changes()
                    .list(page)
                    .setPageSize(PAGE)
                    .setFields("nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file("
                            + DriveFile.FIELDS + "))")
                    .setSupportsAllDrives(true)
                    .setIncludeItemsFromAllDrives(true)
                    .execute());
            for (Change each : Objects.requireNonNullElse(list.getChanges(), List.<Change>of())) {
                if (each.getFileId() != null) {
                    boolean isThere = !Boolean.TRUE.equals(each.getRemoved()) && each.getFile() != null;
                    changes.add(new DriveChanges.Change(
                            each.getFileId(), isThere ? Optional.of(DriveFile.of(each.getFile())) : Optional.empty()));
                }
            }
            if (list.getNextPageToken() == null) {
                if (list.getNewStartPageToken() == null) {
                    throw new IOException(
                            "Google Drive gave changes and did not say where they go on; it is asked again later");
                }
                return new DriveChanges(changes, list.getNewStartPageToken());
            }
            token = list.getNextPageToken();
        }
    }
}

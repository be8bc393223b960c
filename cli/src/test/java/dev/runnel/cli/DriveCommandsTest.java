package dev.runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.drive.DriveFiles;
import dev.runnel.testkit.drive.DriveServer;
import dev.runnel.testkit.drive.StoredFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Signing in and uploading, against a Drive on this machine. */
class DriveCommandsTest {
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final Pattern ADDRESS = Pattern.compile("  (http://\\S+/auth\\?\\S+)");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private DriveServer server;

    @BeforeEach
    void start() throws IOException {
        server = DriveServer.start();
        Files.writeString(folder.resolve("app.json"), server.clientSecrets());
        Files.writeString(folder.resolve("key.json"), server.serviceAccountKey());
        pipeline("app.json");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void pipeline(String credentials) throws IOException {
        Files.writeString(
                folder.resolve("runnel.yaml"),
                """
                name: shop
                streams:
                  sales:
                    source: { google_drive: { file: sales.csv, credentials: %s, endpoint: "%s" } }
                    fields: { id: bigint! }
                """
                        .formatted(credentials, server.address()));
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    /** Runs the command, and opens the address that it shows as a browser does. */
    private int login(String... more) throws Exception {
        out.getBuffer().setLength(0);
        String[] arguments = Stream.concat(Stream.of("drive", "login", folder.toString()), Arrays.stream(more))
                .toArray(String[]::new);
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run(arguments));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Matcher shown = ADDRESS.matcher("");
        while (!shown.find()) {
            assertThat(System.nanoTime() - until).as(out + " " + err).isNegative();
            assertThat(code.isDone()).as(out + " " + err).isFalse();
            Thread.sleep(20);
            shown = ADDRESS.matcher(out.toString() + err);
        }
        open(shown.group(1).replaceFirst("state=[^&]*", "state=forged"), 400);
        open(shown.group(1), 200);
        return code.get(60, TimeUnit.SECONDS);
    }

    private static void open(String address, int status) throws Exception {
        HttpResponse<String> page =
                BROWSER.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void loginKeepsTheSignInForItsOwnerOnlyAndSaysWhenItMayEnd() throws Exception {
        assertThat(login()).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("signed in as somebody@example.com; kept in ")
                .containsPattern("in testing mode at Google, the sign-in ends on \\d{4}-\\d\\d-\\d\\dT")
                .contains("code_challenge_method=S256")
                .doesNotContain("1//")
                .doesNotContain("GOCSPX");
        Path token = folder.resolve(".runnel/drive/token.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token.getParent())))
                .isEqualTo("rwx------");
        assertThat(run("doctor", folder.toString())).isEqualTo(3);
        assertThat(out.toString())
                .contains("'sales.csv' is not in Google Drive, or not shared with somebody@example.com");
        server.files().put("sales.csv", "id\n1\n");
        assertThat(run("doctor", folder.toString())).as(out.toString()).isZero();
    }

    @Test
    void loginPrintsJsonForPrograms() throws Exception {
        assertThat(login("--json")).isZero();
        assertThat(out.toString())
                .startsWith("{")
                .contains("\"account\"", "somebody@example.com", "drive.readonly", "ends_if_in_testing");
    }

    @Test
    void aSignInThatHasEndedIsToldWithTheCommandThatRenewsIt() throws Exception {
        server.files().put("sales.csv", "id\n1\n");
        login();
        server.expireSignIns();
        assertThat(run("doctor", folder.toString())).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "the sign-in of somebody@example.com has ended (invalid_grant); sign in again: runnel drive login "
                                + folder)
                .contains("testing mode ends after seven days");
        login();
        assertThat(run("doctor", folder.toString())).isZero();
    }

    @Test
    void nobodySignedInIsToldWithTheCommand() {
        assertThat(run("doctor", folder.toString())).isEqualTo(3);
        assertThat(out.toString())
                .contains("nobody is signed in for this application: run `runnel drive login " + folder);
    }

    @Test
    void aRefusalAndNobodyComingAreTold() throws Exception {
        server.refuseConsent(true);
        assertThat(login()).isEqualTo(3);
        assertThat(err.toString()).contains("Google did not sign anybody in (access_denied)");
        assertThat(folder.resolve(".runnel/drive/token.json")).doesNotExist();
        assertThat(run("drive", "login", folder.toString(), "--wait", "50ms")).isEqualTo(3);
        assertThat(err.toString()).contains("nobody signed in within");
    }

    @Test
    void aServiceAccountNeedsNoSignIn() throws Exception {
        assertThat(run(
                        "drive",
                        "login",
                        folder.toString(),
                        "--credentials",
                        folder.resolve("key.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("needs no sign-in");
        assertThat(run(
                        "drive",
                        "login",
                        folder.toString(),
                        "--credentials",
                        file("no.json", "hush").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not JSON").doesNotContain("hush");
    }

    @Test
    void uploadMakesAFileAndThenGivesItAnotherContent() throws Exception {
        login();
        Path file = file("sales.csv", "id\n1\n");
        assertThat(run("drive", "upload", file.toString(), folder.toString()))
                .as(err.toString())
                .isZero();
        StoredFile first = only("sales.csv");
        assertThat(out.toString()).contains("put into Drive: sales.csv", first.id(), "https://drive.google.com/");
        assertThat(text(first)).isEqualTo("id\n1\n");
        assertThat(first.mimeType()).isEqualTo("text/csv");
        file("sales.csv", "id\n2\n");
        assertThat(run("drive", "upload", file.toString(), folder.toString(), "--json"))
                .isZero();
        assertThat(out.toString()).containsPattern("\"new\" *: *false");
        assertThat(only("sales.csv").id()).isEqualTo(first.id());
        assertThat(text(only("sales.csv"))).isEqualTo("id\n2\n");
    }

    @Test
    void uploadGoesIntoAFolderByNameInPiecesWhereTheFileIsLarge() throws Exception {
        pipeline("key.json");
        String parent = server.files().folder("Sales", DriveFiles.ROOT);
        String content = "id,text\n" + "1,some text to make it long\n".repeat(250_000);
        Path file = file("large.csv", content);
        assertThat(run("drive", "upload", file.toString(), folder.toString(), "--folder", "Sales", "--name", "l.csv"))
                .as(err.toString())
                .isZero();
        assertThat(only("l.csv").parent()).isEqualTo(parent);
        assertThat(text(only("l.csv"))).isEqualTo(content);
        assertThat(server.requests()).anyMatch(r -> r.contains("uploadType=resumable"));
        assertThat(run("drive", "upload", file.toString(), folder.toString(), "--folder", "Nowhere"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("there is no folder 'Nowhere' in Google Drive");
    }

    @Test
    void uploadSaysThatTheSignInDoesNotAllowIt() throws Exception {
        server.grantOnly("drive.readonly");
        login();
        Path file = file("sales.csv", "id\n1\n");
        assertThat(run("drive", "upload", file.toString(), folder.toString())).isEqualTo(3);
        assertThat(err.toString())
                .contains("Request had insufficient authentication scopes. (403 insufficientPermissions)")
                .contains("sign in again: runnel drive login " + folder);
        assertThat(run("drive", "upload", folder.resolve("none.csv").toString(), folder.toString()))
                .isEqualTo(2);
    }

    private StoredFile only(String name) {
        List<StoredFile> found =
                server.files().all().stream().filter(f -> f.name().equals(name)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String text(StoredFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }
}

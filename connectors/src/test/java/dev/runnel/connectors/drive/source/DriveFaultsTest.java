package dev.runnel.connectors.drive.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.testkit.drive.DriveServer;
import dev.runnel.testkit.drive.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Drive that is busy, away or of another opinion: asked again while that may help, and then put into words. */
class DriveFaultsTest {
    private static final String ACCOUNT = "runnel-tests@runnel-tests.iam.gserviceaccount.com";

    @TempDir
    Path folder;

    private DriveServer server;
    private DriveReading reading;

    @BeforeEach
    void start() throws IOException {
        server = DriveServer.start();
        reading = new DriveReading(folder, server, "file: sales.csv", "id: bigint!");
    }

    @AfterEach
    void stop() throws IOException {
        reading.close();
        server.close();
    }

    @Test
    void asksNothingAsLongAsItIsToldToWait() throws Exception {
        server.files().put("sales.csv", "id\n1\n");
        server.fail("alt=media", Fault.tooMany(2));
        assertThat(reading.poll()).isEmpty();
        assertThat(reading.health().degraded()).hasValueSatisfying(d -> {
            assertThat(d.message()).contains("Rate Limit Exceeded (429 rateLimitExceeded)");
            assertThat(d.nextTry()).hasValueSatisfying(t -> assertThat(t).isAfter(Instant.now()));
        });
        Instant until = reading.health().degraded().orElseThrow().nextTry().orElseThrow();
        int asked = server.requests().size();
        while (until.minusMillis(200).isAfter(Instant.now())) {
            assertThat(reading.poll()).isEmpty();
            assertThat(server.requests()).hasSize(asked);
        }
        Thread.sleep(Duration.between(Instant.now(), until.plusMillis(1)).toMillis());
        assertThat(reading.poll()).hasSize(1);
        assertThat(reading.health().degraded()).isEmpty();
    }

    @Test
    void asksAgainWhatFailedForTheMoment() throws Exception {
        server.files().put("sales.csv", "id\n1\n");
        server.fail("startPageToken", Fault.userRate(), Fault.page(503));
        server.fail("/files?", Fault.of(500, "backendError", "Backend Error"), Fault.page(502));
        server.fail("alt=media", Fault.cut(), Fault.page(500), Fault.cut());
        assertThat(reading.poll()).containsExactly("+{\"id\":1} at sales.csv:2");
    }

    @Test
    void anAccessTokenThatHasEndedIsReplaced() throws Exception {
        String id = server.files().put("sales.csv", "id\n1\n");
        reading.poll();
        server.expireAccess();
        server.files().edit(id, "id\n2\n");
        assertThat(reading.poll()).hasSize(2);
    }

    @Test
    void aDriveThatStaysBusyIsToldAndLosesNothing() throws Exception {
        server.files().put("sales.csv", "id\n1\n");
        server.fail("alt=media", Collections.nCopies(10_000, Fault.userRate()).toArray(Fault[]::new));
        assertThatThrownBy(reading::poll)
                .isInstanceOf(IOException.class)
                .hasMessage("Google Drive could not give the content of 'sales.csv': User Rate Limit Exceeded"
                        + " (403 userRateLimitExceeded); it is asked again later; a longer `refresh` asks less often");
        assertThat(reading.health().degraded()).hasValueSatisfying(d -> {
            assertThat(d.message()).contains("User Rate Limit Exceeded");
            assertThat(d.nextTry()).isPresent();
        });
        server.mend();
        reading.restart();
        assertThat(reading.poll()).hasSize(1);
        assertThat(reading.health().degraded()).as("it is over").isEmpty();
    }

    @Test
    void aPageThatIsNoAnswerIsTold() throws Exception {
        server.fail(
                "startPageToken", Collections.nCopies(10_000, Fault.page(200)).toArray(Fault[]::new));
        assertThatThrownBy(reading::poll)
                .hasMessageStartingWith("Google Drive could not say where its changes are: no good answer (")
                .hasMessageEndingWith("is it reachable from this machine?");
    }

    @Test
    void aDriveThatIsAwayIsTold() throws Exception {
        server.close();
        assertThatThrownBy(reading::poll)
                .hasMessageContaining("no good answer")
                .hasMessageEndingWith("is it reachable from this machine?");
    }

    @Test
    void aFileThatMayNotBeReadAnyMoreKeepsItsRows() throws Exception {
        String id = server.files().put("sales.csv", "id\n1\n2\n");
        reading.poll();
        server.files().readable(id, false);
        server.files().edit(id, "id\n2\n");
        assertThatThrownBy(reading::poll)
                .hasMessage("Google Drive could not give the content of 'sales.csv': The user does not have sufficient"
                        + " permissions for this file. (403 insufficientFilePermissions); share the file or its folder with"
                        + " the service account " + ACCOUNT + ", as a viewer, or name another one");
        assertThat(reading.there()).hasSize(2);
        server.files().readable(id, true);
        reading.restart();
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at sales.csv");
    }

    @Test
    void aFileThatIsNotSharedIsToldWithWhomToShareIt() {
        assertThatThrownBy(reading::poll)
                .hasMessage("the file 'sales.csv' is not in Google Drive, or not shared with the service account "
                        + ACCOUNT + ": share it with that account as a viewer, or name another one");
    }

    @Test
    void twoFilesOfOneNameAreToldWithTheirIds() throws Exception {
        String one = server.files().put("sales.csv", "id\n1\n");
        assertThat(reading.poll()).hasSize(1);
        String other = server.files().put("sales.csv", "id\n2\n");
        assertThatThrownBy(reading::poll)
                .hasMessageStartingWith("there are 2 of the name 'sales.csv' in Google Drive: name one by its id")
                .hasMessageContaining(one)
                .hasMessageContaining(other);
        server.files().trash(one, true);
        reading.restart();
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at sales.csv", "+{\"id\":2} at sales.csv:2");
    }

    @Test
    void aKeyThatGoogleDoesNotTakeIsTold() throws Exception {
        Files.writeString(folder.resolve("key.json"), server.strangersKey());
        assertThatThrownBy(reading::poll)
                .hasMessageContaining("Google does not take the key of the service account stranger@")
                .hasMessageContaining("(invalid_grant)")
                .hasMessageContaining("make a new key");
    }

    @Test
    void aTokenThatIsNotTakenIsTold() throws Exception {
        server.fail(
                "startPageToken",
                Collections.nCopies(10, Fault.of(401, "authError", "Invalid Credentials"))
                        .toArray(Fault[]::new));
        assertThatThrownBy(reading::poll)
                .hasMessageContaining("Google does not take the key of the service account " + ACCOUNT + " (401)");
    }

    @Test
    void anApiThatIsSwitchedOffIsToldWithWhereToSwitchItOn() throws Exception {
        server.fail(
                "startPageToken",
                Fault.of(403, "accessNotConfigured", "Google Drive API has not been used in project 1 before"));
        assertThatThrownBy(reading::poll)
                .hasMessageContaining("has not been used in project 1")
                .hasMessageEndingWith("switch the Google Drive API on in the account's project, at"
                        + " console.cloud.google.com/apis/library");
    }

    @Test
    void aPlaceInTheChangesThatDriveForgotMakesItLookAtEverything() throws Exception {
        String id = server.files().put("sales.csv", "id\n1\n");
        reading.poll();
        server.files().edit(id, "id\n2\n");
        server.fail("changes?", Fault.of(400, "invalid", "Invalid Value"));
        assertThat(reading.poll()).containsExactly("-{\"id\":1} at sales.csv", "+{\"id\":2} at sales.csv:2");
        assertThat(reading.poll()).isEmpty();
    }

    @Test
    void aKeyFileThatIsNoneIsToldWithoutWhatIsInIt() throws Exception {
        for (String text :
                new String[] {"{\"private_key\": \"hush\"}", "hush", "{\"web\": {\"client_secret\": \"hush\"}}"}) {
            Files.writeString(folder.resolve("key.json"), text);
            assertThatThrownBy(reading::poll)
                    .hasMessageStartingWith("key.json ")
                    .hasMessageContaining("download the key of a service account")
                    .hasMessageNotContaining("hush");
        }
        Files.writeString(folder.resolve("key.json"), server.serviceAccountKey().replace("MII", "hush"));
        assertThatThrownBy(reading::poll).hasMessageContaining("private key").hasMessageNotContaining("hush");
        Files.delete(folder.resolve("key.json"));
        assertThatThrownBy(reading::poll).hasMessageStartingWith("there is no file key.json for `credentials`");
    }

    @Test
    void aLinkThatLeadsOutOfThePipelinesFolderIsNotFollowed(@TempDir Path elsewhere) throws Exception {
        Path key = Files.writeString(elsewhere.resolve("key.json"), server.serviceAccountKey());
        Files.delete(folder.resolve("key.json"));
        Files.createSymbolicLink(folder.resolve("key.json"), key);
        assertThatThrownBy(reading::poll).hasMessageContaining("outside the pipeline's folder");
    }
}

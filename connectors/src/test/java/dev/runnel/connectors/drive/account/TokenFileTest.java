package dev.runnel.connectors.drive.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.core.contract.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sign-in on disk: whole, for its owner only, and never shown. */
class TokenFileTest {
    private static final TokenFile.SignIn SIGN_IN = new TokenFile.SignIn(
            "client", new Secret("hush"), "me@example.com", "a b", Instant.parse("2026-11-22T10:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void whatIsKeptIsReadBackAndReplacedWhole() throws IOException {
        TokenFile file = TokenFile.in(folder);
        assertThat(file.read()).isEmpty();
        file.write(new TokenFile.SignIn("other", new Secret("old"), "", "", Instant.EPOCH));
        file.write(SIGN_IN);
        assertThat(file.read()).hasValue(SIGN_IN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(file.path().getParent())) {
            assertThat(all).containsExactly(file.path());
        }
    }

    @Test
    void aDamagedOneIsToldWithoutWhatIsInIt() throws IOException {
        TokenFile file = TokenFile.in(folder);
        file.write(SIGN_IN);
        for (String text :
                new String[] {"{\"refresh_token\": \"hush\", ", "hush", "{\"refresh_token\": \"hush\", \"at\": \"x\"}"
                }) {
            Files.writeString(file.path(), text);
            assertThatThrownBy(file::read)
                    .hasMessageContaining("sign in again with runnel drive login")
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
        }
    }

    @Test
    void itIsNotShown() {
        assertThat(SIGN_IN.toString()).doesNotContain("hush");
    }
}

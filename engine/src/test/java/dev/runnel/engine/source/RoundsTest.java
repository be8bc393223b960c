package dev.runnel.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rounds of a source leave for the next one. */
class RoundsTest {
    @TempDir
    Path folder;

    private Rounds rounds;

    @BeforeEach
    void begin() {
        rounds = new Rounds(folder.resolve("rounds").toUri());
    }

    @Test
    void whatIsDraftedIsRememberedWhenTheRoundEnds() throws IOException {
        assertThat(rounds.memory()).isEmpty();
        rounds.draft(new byte[] {1});
        assertThat(rounds.ended()).isZero();
        assertThat(rounds.memory()).isEmpty();
        rounds.end();
        assertThat(rounds.ended()).isEqualTo(1);
        assertThat(rounds.memory()).hasValue(new byte[] {1});
    }

    @Test
    void aRoundThatBreaksOffLeavesTheOneBefore() throws IOException {
        rounds.draft(new byte[] {1});
        rounds.end();
        rounds.draft(new byte[] {2});
        assertThat(rounds.memory()).hasValue(new byte[] {1});
        rounds.draft(new byte[] {3});
        rounds.end();
        assertThat(rounds.ended()).isEqualTo(2);
        assertThat(rounds.memory()).hasValue(new byte[] {3});
        try (Stream<Path> left = Files.list(folder.resolve("rounds"))) {
            assertThat(left.map(p -> p.getFileName().toString()).filter(n -> !n.endsWith(".crc")))
                    .containsExactly("2");
        }
    }

    @Test
    void anEndThatIsSaidAgainEndsNothing() throws IOException {
        rounds.end();
        assertThat(rounds.ended()).isZero();
        rounds.draft(new byte[] {1});
        rounds.end();
        rounds.end();
        assertThat(rounds.ended()).isEqualTo(1);
    }
}

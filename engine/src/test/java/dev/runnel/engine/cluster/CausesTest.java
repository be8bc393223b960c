package dev.runnel.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void saysTheInnermostCauseInOneLine() {
        Throwable failure = new CompletionException(
                new RuntimeException("the job failed", new IOException("No space left on device\nat x")));

        assertThat(Causes.line(failure)).isEqualTo("No space left on device");
    }

    @Test
    void namesTheKindWhereTheMessageSaysTooLittle() {
        assertThat(Causes.line(new RuntimeException(new ArithmeticException("overflow"))))
                .isEqualTo("ArithmeticException: overflow");
        assertThat(Causes.line(new CompletionException(new IllegalStateException())))
                .isEqualTo("IllegalStateException");
        assertThat(Causes.line(new NoSuchMethodError("'void a.B.c()'"))).isEqualTo("NoSuchMethodError: 'void a.B.c()'");
    }

    @Test
    void prefersWhatHasWords() {
        assertThat(Causes.line(new IOException("the topic t cannot be written", new IllegalStateException())))
                .isEqualTo("the topic t cannot be written");
    }
}

package dev.runnel.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what a run ends: being asked, its time, a full disk, a broker that gives up. */
class RunEndTest {
    private static final Optional<Duration> LONG = Optional.of(Duration.ofSeconds(30));

    private final RunEnd end = new RunEnd();

    @TempDir
    Path folder;

    @AfterEach
    void leaveKafkaAsItWas() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }

    @Test
    void endsWhenAskedOrWhenItsTimeIsOver() {
        end.await(Optional.of(Duration.ofMillis(1)));
        new RunEnd().await(Optional.of(Duration.ofMillis(1)));
        RunEnd asked = new RunEnd();
        asked.stop();
        asked.await(Optional.empty());
    }

    @Test
    void endsByItsFirstReason() {
        end.fail(new CommandFailure(ExitCode.ENVIRONMENT, "first"));
        end.fail(new CommandFailure(ExitCode.RUN_FAILED, "second"));
        end.stop();
        assertThatThrownBy(() -> end.await(LONG))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("first");
    }

    @Test
    void whatStartsIsNotWaitedForOnceItEnds() {
        assertThat(end.awaitStart(CompletableFuture.completedFuture("there"))).isEqualTo("there");
        end.stop();
        assertThatThrownBy(() -> end.awaitStart(new CompletableFuture<String>()))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aPartThatFailsToStartSaysWhy() {
        CompletableFuture<String> part = Parts.start("part", new StartupTimes(), () -> {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "no room");
        });
        assertThatThrownBy(() -> end.awaitStart(part))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("no room");
    }

    @Test
    void aDiskWithoutRoomIsRefusedAtTheStart() {
        assertThatThrownBy(() -> DiskGuard.start(folder, Long.MAX_VALUE, 0, end::fail))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessageContaining("the disk of " + folder + " is full")
                .hasMessageContaining("--data-dir");
    }

    @Test
    void aDiskThatFillsEndsTheRun() {
        try (DiskGuard guard = DiskGuard.start(folder, 0, Long.MAX_VALUE, end::fail)) {
            assertThatThrownBy(() -> end.await(LONG)).hasMessageContaining("What was acknowledged is safe");
        }
    }

    @Test
    void aBrokerThatGivesUpEndsTheRunAndNotTheProcess() throws Exception {
        KafkaFailure.tell(why -> end.fail(new CommandFailure(ExitCode.ENVIRONMENT, "Kafka: " + why)));
        Thread broker = new Thread(() -> Exit.halt(1, "all log dirs have failed"), "broker");
        broker.setDaemon(true);
        broker.start();
        assertThatThrownBy(() -> end.await(LONG)).hasMessage("Kafka: all log dirs have failed");
        assertThatCode(() -> broker.join(TimeUnit.MILLISECONDS.toMillis(50))).doesNotThrowAnyException();
        assertThat(broker.isAlive())
                .as("Kafka relies on the call not returning")
                .isTrue();
        broker.interrupt();
    }
}

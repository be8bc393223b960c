package dev.runnel.cli.command;

import dev.runnel.cli.demo.Visitors;
import dev.runnel.cli.embedded.EmbeddedRun;
import dev.runnel.cli.embedded.LogFormat;
import dev.runnel.cli.embedded.RunEnd;
import dev.runnel.cli.embedded.RunSettings;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code runnel prepare}: a short run of the example on free ports and a temporary folder, from which the launcher lets
 * Java keep the classes it loaded (class-data sharing). Later starts read them from there.
 */
@Command(name = "prepare", description = "Makes later starts quicker. Run once after unpacking.")
public final class PrepareCommand implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1";
    private static final OptionalInt ANY = OptionalInt.of(0);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineOption.read(DemoCommand.example());
        RunEnd end = new RunEnd();
        RunSettings settings = new RunSettings(pipeline, LOOPBACK, false, 0, ANY, ANY, temporary(), true, false);
        try (Interrupt interrupt = Interrupt.calls(end::stop);
                EmbeddedRun run = EmbeddedRun.start(settings, LogFormat.TEXT, false, end);
                Visitors visitors = Visitors.start(run.http().resolve(DemoCommand.COLLECT))) {
            run.awaitJobs();
            end.await(Optional.of(LONG_ENOUGH));
        }
        return ExitCode.OK.number();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("runnel-");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "no temporary folder can be made: " + e.getMessage(), e);
        }
    }
}

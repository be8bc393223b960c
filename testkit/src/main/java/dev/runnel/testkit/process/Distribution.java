package dev.runnel.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unpacked distribution. Thread safe. */
public final class Distribution {
    /** System property that names the folder; the build sets it. */
    public static final String PROPERTY = "runnel.distribution";

    private static final long PATIENCE_MINUTES = 3;

    private final Path home;

    private Distribution(Path home) {
        this.home = home;
    }

    /**
     * The one that this build made.
     *
     * @throws IllegalStateException when there is none
     */
    public static Distribution ofThisBuild() {
        String folder = Optional.ofNullable(System.getProperty(PROPERTY)).orElse("target/distribution");
        try (Stream<Path> inside = Files.list(Path.of(folder).toAbsolutePath())) {
            return new Distribution(inside.filter(p -> Files.isExecutable(p.resolve("bin/runnel")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no distribution in " + folder + ": mvn package")));
        } catch (IOException e) {
            throw new IllegalStateException("no distribution in " + folder + ": mvn package", e);
        }
    }

    /** One that was unpacked elsewhere. */
    public static Distribution at(Path home) {
        return new Distribution(home.toAbsolutePath());
    }

    public Path home() {
        return home;
    }

    /** {@code bin/runnel}. */
    public Path launcher() {
        return home.resolve("bin/runnel");
    }

    /** Lets Java keep its classes, once for all test processes, so that the many starts of a test are quick. */
    public synchronized void prepare() {
        try (FileChannel file = FileChannel.open(
                        home.resolve("prepare.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && Files.notExists(home.resolve("lib/runnel.jsa"))) {
                Output output = run(Map.of(), "prepare");
                if (output.exitCode() != 0) {
                    throw new IllegalStateException("runnel prepare failed: " + output);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be prepared", e);
        }
    }

    /**
     * What a command printed.
     *
     * @param err standard error
     */
    public record Output(int exitCode, String out, String err) {}

    /** Runs a command to its end, at most three minutes. */
    public Output run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("runnel-out", ".txt");
            Path err = Files.createTempFile("runnel-err", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " did not end: " + Files.readString(out));
                }
                return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }
}

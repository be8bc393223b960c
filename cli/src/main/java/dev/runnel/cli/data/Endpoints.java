package dev.runnel.cli.data;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.FlatJson;
import dev.runnel.core.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a running process listens, kept in its data folder for the commands that want to speak with it.
 *
 * @param pid the process
 * @param since when it began, which tells it from a later one of the same id
 * @param http the gateway
 * @param kafka bootstrap servers
 * @param flink Flink's own page
 */
public record Endpoints(long pid, Instant since, URI http, String kafka, URI flink) {
    private static final String FILE = "endpoints.json";
    // Linux tells when a process began by way of the whole second in which the machine started, which moves a little.
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

    /** Those of this process. */
    public static Endpoints ofThisProcess(URI http, String kafka, URI flink) {
        ProcessHandle self = ProcessHandle.current();
        return new Endpoints(self.pid(), since(self), http, kafka, flink);
    }

    /** Those of the process that runs with a data folder; empty when none does. */
    public static Optional<Endpoints> ofRunning(Path dataFolder) {
        try {
            Map<String, String> m = FlatJson.read(Files.readString(dataFolder.resolve(FILE)));
            Endpoints found = new Endpoints(
                    Long.parseLong(m.getOrDefault("pid", "-1")),
                    Instant.parse(m.getOrDefault("since", "")),
                    URI.create(m.getOrDefault("http", "")),
                    m.getOrDefault("kafka", ""),
                    URI.create(m.getOrDefault("flink", "")));
            return Optional.of(found).filter(Endpoints::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    dataFolder.resolve(FILE) + " cannot be read (" + e.getMessage() + "); start the pipeline again",
                    e);
        }
    }

    /** Writes them for others, as a whole. */
    public void write(Path dataFolder) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("pid", pid);
        m.put("since", since);
        m.put("http", http);
        m.put("kafka", kafka);
        m.put("flink", flink);
        try {
            Path next = dataFolder.resolve(FILE + ".new");
            Files.writeString(next, JsonText.pretty(m) + "\n");
            Files.move(
                    next,
                    dataFolder.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, dataFolder + " cannot be written: " + e, e);
        }
    }

    /** Forgets them: nothing runs any more. */
    public static void remove(Path dataFolder) {
        try {
            Files.deleteIfExists(dataFolder.resolve(FILE));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, dataFolder + " cannot be written: " + e, e);
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(p -> Duration.between(since, since(p)).abs().compareTo(CLOCK_DRIFT) <= 0)
                .isPresent();
    }

    private static Instant since(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}

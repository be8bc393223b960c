package dev.runnel.cli.data;

import dev.runnel.core.environment.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The environment in which everything runs inside one process and keeps its data in one folder. */
public final class EmbeddedEnvironment {
    // What a kill repeats, and how late a transactional destination shows its rows.
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
    private static final int MOST_SUBTASKS = 4;

    private EmbeddedEnvironment() {}

    /** The environment of a data folder whose Kafka listens at {@code bootstrapServers}. */
    public static Environment of(Path dataDir, String bootstrapServers) {
        Path root = dataDir.toAbsolutePath().normalize();
        return new Environment(
                "embedded",
                bootstrapServers,
                Map.of(),
                root,
                DataFolder.lake(root).toUri(),
                root.resolve("checkpoints").toUri(),
                Math.min(MOST_SUBTASKS, Runtime.getRuntime().availableProcessors()),
                CHECKPOINTS);
    }
}

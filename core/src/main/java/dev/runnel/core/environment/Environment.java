package dev.runnel.core.environment;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where a pipeline runs.
 *
 * @param name {@code embedded}, or the name of a file in {@code env/}
 * @param bootstrapServers Kafka's addresses, {@code host:port,...}
 * @param kafkaProperties further client settings (security); never printed
 * @param dataDir folder of everything this process keeps on disk
 * @param lake root of lake tables: one folder each
 * @param checkpoints root of Flink's checkpoints: one folder a job
 * @param parallelism subtasks of each operator, at least 1
 * @param checkpointInterval how often models' jobs take a checkpoint; landings take one each time files roll
 * @param registry the schema registry; empty where the gateway's own one serves
 * @param files what files may be read beyond the pipeline's folder, and how
 */
public record Environment(
        String name,
        String bootstrapServers,
        Map<String, String> kafkaProperties,
        Path dataDir,
        URI lake,
        URI checkpoints,
        int parallelism,
        Duration checkpointInterval,
        Optional<RegistryAddress> registry,
        FileAccess files) {
    public Environment {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /** An environment whose schema registry is the gateway's own, and where sources read only the pipeline's own files. */
    public Environment(
            String name,
            String bootstrapServers,
            Map<String, String> kafkaProperties,
            Path dataDir,
            URI lake,
            URI checkpoints,
            int parallelism,
            Duration checkpointInterval) {
        this(
                name,
                bootstrapServers,
                kafkaProperties,
                dataDir,
                lake,
                checkpoints,
                parallelism,
                checkpointInterval,
                Optional.empty(),
                FileAccess.NONE);
    }

    /** The same with a schema registry. */
    public Environment with(RegistryAddress address) {
        return new Environment(
                name,
                bootstrapServers,
                kafkaProperties,
                dataDir,
                lake,
                checkpoints,
                parallelism,
                checkpointInterval,
                Optional.of(address),
                files);
    }

    /** The same as its file says. */
    public Environment with(EnvironmentSettings said) {
        return new Environment(
                name,
                bootstrapServers,
                kafkaProperties,
                dataDir,
                said.lake().orElse(lake),
                checkpoints,
                parallelism,
                checkpointInterval,
                registry,
                said.files());
    }
}

package dev.runnel.cli.embedded;

import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What is to run, where it listens and where it keeps its data.
 *
 * @param host address of the gateway
 * @param insecure whether an address that others can reach is allowed
 * @param httpPort of the gateway; must be free
 * @param kafkaPort must be free when given; else 9092, or another that is free
 * @param flinkPort must be free when given; else 8081, or another that is free
 * @param ephemeral whether the data folder is removed at the end
 * @param watch whether other versions of the pipeline may follow
 */
public record RunSettings(
        Pipeline pipeline,
        String host,
        boolean insecure,
        int httpPort,
        OptionalInt kafkaPort,
        OptionalInt flinkPort,
        Path dataDir,
        boolean ephemeral,
        boolean watch) {}

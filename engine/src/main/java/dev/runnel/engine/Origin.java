package dev.runnel.engine;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.environment.Environment;
import java.nio.file.Path;

/**
 * What a source needs to know to be read into one stream.
 *
 * @param pipeline the pipeline's name
 * @param stream the stream's name
 * @param directory the pipeline's folder
 * @param contract of the records; a source need not look at it, whoever reads it does
 */
public record Origin(
        String pipeline,
        String stream,
        Path directory,
        Contract contract,
        Settings settings,
        Environment environment) {}

package dev.runnel.cli.data;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pipeline that ran last with a data folder: a copy of {@code runnel.yaml} and of the files with queries, as they are
 * written, so that a variable in them is never put in and no secret is kept.
 *
 * @param pipeline the copy, read; empty when it can no longer be read, for instance since a variable is not set now
 * @param since when it was first run like this
 * @param problems why it cannot be read
 */
public record AppliedPipeline(Optional<Pipeline> pipeline, Instant since, Diagnostics problems) {
    private static final String FOLDER = "applied";

    /**
     * What ran last; empty when nothing did.
     *
     * @param directory the pipeline's folder, whose plugins it was made with
     */
    public static Optional<AppliedPipeline> read(Path dataDir, Path directory, Map<String, String> environment) {
        Path file = dataDir.resolve(FOLDER).resolve(PipelineReader.FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Diagnostics problems = new Diagnostics();
            Optional<Pipeline> pipeline = PipelineReader.read(
                    dataDir.resolve(FOLDER),
                    environment,
                    Plugins.connectors(directory, environment, problems),
                    problems);
            return Optional.of(new AppliedPipeline(
                    pipeline, Files.getLastModifiedTime(file).toInstant(), problems));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, file + " cannot be read: " + e, e);
        }
    }

    /** Keeps a copy of a pipeline as the one that ran last, as a whole or not at all. */
    public static void write(Path dataDir, Pipeline pipeline) {
        Path next = dataDir.resolve(FOLDER + ".new");
        Path folder = dataDir.resolve(FOLDER);
        try {
            DataFolder.remove(next);
            copy(pipeline, next);
            if (same(next, folder)) {
                DataFolder.remove(next);
                return;
            }
            DataFolder.remove(folder);
            Files.move(next, folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, folder + " cannot be written: " + e, e);
        }
    }

    private static void copy(Pipeline pipeline, Path to) throws IOException {
        Path from = pipeline.directory().toAbsolutePath().normalize();
        for (Path file : files(pipeline)) {
            Path inside = from.relativize(file.toAbsolutePath().normalize());
            if (!inside.startsWith("..")) {
                Path copy = to.resolve(inside);
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
        if (pipeline.site().isPresent()) { // only named, but the reader wants it there
            Files.createDirectories(to.resolve(
                    from.relativize(pipeline.site().get().toAbsolutePath().normalize())));
        }
    }

    private static Set<Path> files(Pipeline pipeline) {
        Set<Path> files = new LinkedHashSet<>();
        files.add(pipeline.directory().resolve(PipelineReader.FILE));
        for (Model model : pipeline.models()) {
            files.add(model.sqlAt().file());
        }
        return files;
    }

    private static boolean same(Path a, Path b) throws IOException {
        if (!Files.isDirectory(b)) {
            return false;
        }
        try (var files = Files.walk(a)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path other = b.resolve(a.relativize(file));
                if (!Files.isRegularFile(other) || Files.mismatch(file, other) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }
}

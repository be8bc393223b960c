package dev.runnel.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where ./bench has left what is measured.
 *
 * @param root of the sources
 * @param distribution Runnel's distribution, unpacked
 */
public record Programs(Path root, Path distribution) {

    /** The class path of a peer's module, itself first. */
    public String peer(String module) {
        Path folder = benchmarks().resolve(module);
        return ownJar(folder) + File.pathSeparator + dependencies(folder);
    }

    /** The class path of a peer that needs no code of ours. */
    public String peerAlone(String module) {
        return dependencies(benchmarks().resolve(module));
    }

    /** Runnel's own libraries as they are distributed, and the harness's classes. */
    public String product() {
        return distribution.resolve("lib") + File.separator + "*" + File.pathSeparator
                + ownJar(benchmarks().resolve("harness")) + File.pathSeparator
                + ownJar(benchmarks().resolve("child"));
    }

    /** The launcher of the distribution. */
    public Path launcher() {
        return distribution.resolve("bin").resolve("runnel");
    }

    /** Where the logs of runs that failed are kept. */
    public Path logs() {
        return benchmarks().resolve("target").resolve("logs");
    }

    private Path benchmarks() {
        return root.resolve("benchmarks");
    }

    private static String dependencies(Path module) {
        Path file = module.resolve("target").resolve("class-path.txt");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(module + " is not built: start with ./bench", e);
        }
    }

    private static Path ownJar(Path module) {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            List<Path> jars = files.filter(f -> f.getFileName().toString().matches("runnel-bench-.*\\.jar"))
                    .toList();
            return jars.get(0);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(module + " is not built: start with ./bench", e);
        }
    }
}

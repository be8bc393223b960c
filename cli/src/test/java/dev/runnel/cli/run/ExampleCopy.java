package dev.runnel.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The clickstream example in a folder of its own, so that a test can change it and leaves nothing behind. */
final class ExampleCopy {
    private static final Path EXAMPLE = Path.of("../examples/clickstream");

    private ExampleCopy() {}

    static Path in(Path folder) throws IOException {
        Path copy = folder.resolve("clickstream");
        try (Stream<Path> all = Files.walk(EXAMPLE)) {
            for (Path each : all.filter(p -> !p.toString().contains("/.runnel")).toList()) {
                Path to = copy.resolve(EXAMPLE.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(each, to);
                }
            }
        }
        return copy;
    }
}

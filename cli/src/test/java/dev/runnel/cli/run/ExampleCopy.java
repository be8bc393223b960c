package dev.runnel.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An example in a folder of its own, so that a test can change it and leaves nothing behind. */
final class ExampleCopy {
    private static final Path EXAMPLES = Path.of("../examples");

    private ExampleCopy() {}

    /** The clickstream example. */
    static Path in(Path folder) throws IOException {
        return of("clickstream", folder);
    }

    static Path of(String example, Path folder) throws IOException {
        Path original = EXAMPLES.resolve(example);
        Path copy = folder.resolve(example);
        try (Stream<Path> all = Files.walk(original)) {
            for (Path each : all.filter(p -> !p.toString().contains("/.runnel")).toList()) {
                Path to = copy.resolve(original.relativize(each).toString());
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

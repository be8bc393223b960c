package dev.runnel.core.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real inputs that are not part of the project. */
final class SharedData {
    private SharedData() {}

    /** A folder of them, where it is there. */
    static Optional<Path> folder(String name) {
        return Optional.of(root().resolve(name)).filter(Files::isDirectory);
    }

    /** Skips the test that calls it, saying what is missing. */
    static void skip() {
        Assumptions.abort("the shared data is not at " + root().toAbsolutePath().normalize()
                + " (say where with RUNNEL_SHARED_DATA)");
    }

    private static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("RUNNEL_SHARED_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("RUNNEL_SHARED_DATA")))
                .orElse("../../shared/data"));
    }
}

package dev.runnel.gateway.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline's own folder of static files. Nothing outside of it and no hidden file is ever served. Immutable. */
final class Site {
    private static final String INDEX = "index.html";

    private final Path root;

    Site(Path root) {
        this.root = root;
    }

    /**
     * The file at a path below the site; a folder means its {@code index.html}. Blocks on the disk.
     *
     * @param path decoded, without a slash at its beginning
     */
    Optional<Path> find(String path) {
        for (String segment : path.split("/")) {
            if (segment.startsWith(".") || segment.contains("\\")) {
                return Optional.empty();
            }
        }
        try {
            Path real = root.toRealPath();
            Path file = real.resolve(path.isEmpty() || path.endsWith("/") ? path + INDEX : path)
                    .toRealPath();
            // Links are followed, and must not lead out.
            return file.startsWith(real) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}

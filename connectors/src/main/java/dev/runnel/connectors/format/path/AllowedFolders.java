package dev.runnel.connectors.format.path;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where files may be read: below the pipeline's folder, and below the folders and addresses that the environment allows.
 * Immutable and thread safe.
 */
public final class AllowedFolders {
    private final Path pipeline;
    private final List<Path> folders = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    /**
     * @param pipeline the pipeline's folder
     * @param more further folders, absolute or below the pipeline's, and addresses such as {@code s3://bucket/orders}
     */
    public AllowedFolders(Path pipeline, List<String> more) {
        this.pipeline = pipeline.toAbsolutePath().normalize();
        this.folders.add(this.pipeline);
        for (String each : more) {
            if (FilePattern.isAddress(each)) {
                addresses.add(each.endsWith("/") ? each : each + "/");
            } else {
                folders.add(this.pipeline.resolve(each).normalize());
            }
        }
    }

    /** The pipeline's folder, from which relative paths begin. */
    public Path pipeline() {
        return pipeline;
    }

    /**
     * Whether a file that is there may be read, wherever symbolic links on the way to it lead.
     *
     * @throws IOException when it is not there
     */
    public boolean allows(Path file) throws IOException {
        Path real = file.toRealPath();
        for (Path folder : folders) {
            if (folder.toFile().isDirectory() && real.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path or address, without looking at any file, is one that may be read. */
    public boolean mayAllow(FilePattern pattern) {
        if (FilePattern.isAddress(pattern.root())) {
            return allows(pattern.root() + "/" + pattern.rest());
        }
        Path path = pipeline.resolve(pattern.root()).normalize();
        return folders.stream().anyMatch(path::startsWith)
                && !List.of(pattern.rest().split("/")).contains("..");
    }

    /** Whether what is at an address may be read. */
    public boolean allows(String address) {
        return !List.of(address.split("/")).contains("..") && addresses.stream().anyMatch(address::startsWith);
    }
}

package dev.runnel.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a folder of the class path whole, out of a directory or a jar. */
final class ClassPathFolder {
    private ClassPathFolder() {}

    /** The files below a folder by their path in it, sorted; empty when there is no such folder. */
    static Map<String, byte[]> read(String folder) {
        URL url = ClassPathFolder.class.getClassLoader().getResource(folder);
        if (url == null) {
            return new TreeMap<>();
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return walk(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(jarOf(uri))) {
                return walk(jar.getPath(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot read " + url, e);
        }
    }

    /** The archive's own path: a file system of our own is opened on it, so that no other part's is closed. */
    private static Path jarOf(URI entry) {
        String inner = entry.getRawSchemeSpecificPart();
        return Path.of(URI.create(inner.substring(0, inner.indexOf("!/"))));
    }

    private static Map<String, byte[]> walk(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}

package dev.runnel.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Front-end libraries out of their archives on the class path, mvnpm's and WebJars'. What was asked for once stays in
 * memory. Thread safe.
 */
final class Libraries {
    /** The libraries that our pages use; nothing else of the class path can be asked for. */
    private static final Set<String> SERVED = Set.of("lit-html", "echarts", "swagger-ui");

    private static final List<String> ROOTS = List.of("META-INF/resources/_static/", "META-INF/resources/webjars/");
    private static final Pattern PATH = Pattern.compile("[\\w.+-]+(/[\\w+-][\\w.+-]*){2,}");

    private final Map<String, StaticFile> read = new ConcurrentHashMap<>();

    /**
     * A file, read and compressed when it is first asked for: call it where blocking is allowed.
     *
     * @param path library, version and file
     */
    Optional<StaticFile> find(String path) {
        StaticFile known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        if (!PATH.matcher(path).matches() || !SERVED.contains(path.substring(0, path.indexOf('/')))) {
            return Optional.empty();
        }
        Optional<StaticFile> found = ROOTS.stream()
                .flatMap(root -> bytes(root + path).stream())
                .map(bytes -> new StaticFile(path, bytes))
                .findFirst();
        found.ifPresent(file -> read.put(path, file));
        return found;
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream in = Libraries.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}

package dev.runnel.core.plugin;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * A jar, or a folder of jars, as far as it could be read.
 *
 * @param at the jar or the folder
 * @param connectors those of it that can be used
 * @param problems why others cannot
 */
record Plugin(Path at, List<Connector> connectors, List<Problem> problems) {
    private static final Pattern CLASS_VERSION = Pattern.compile("class file version (\\d+)");
    /** Class files of Java 8 have version 52, each later Java adds one. */
    private static final int BEFORE_JAVA = 44;

    private static final String SERVICE = "META-INF/services/" + Connector.class.getName();

    /** What is wrong with a plugin, and what to do. */
    record Problem(Path jar, String message, String suggestion) {}

    /** Reads a plugin; its code runs for the first time. */
    static Plugin read(Path at, List<Path> jars) {
        List<Problem> problems = new ArrayList<>();
        for (Path jar : jars) {
            try (ZipFile file = new ZipFile(jar.toFile())) {
                file.size();
            } catch (IOException e) {
                problems.add(new Problem(
                        jar, "this is no jar that can be read: " + e.getMessage(), "build or copy it again"));
            }
        }
        List<Connector> connectors = new ArrayList<>();
        if (problems.isEmpty()) {
            load(at, new PluginClassLoader(String.valueOf(at.getFileName()), jars), connectors, problems);
        }
        return new Plugin(at, List.copyOf(connectors), List.copyOf(problems));
    }

    private static void load(Path at, PluginClassLoader classes, List<Connector> connectors, List<Problem> problems) {
        try {
            Iterator<ServiceLoader.Provider<Connector>> found =
                    ServiceLoader.load(Connector.class, classes).stream().iterator();
            while (found.hasNext()) {
                ServiceLoader.Provider<Connector> provider = found.next();
                if (provider.type().getClassLoader() == classes) {
                    Connector connector = provider.get();
                    problem(at, connector).ifPresentOrElse(problems::add, () -> connectors.add(connector));
                }
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) { // whatever code of others throws
            problems.add(problem(at, e));
            return;
        }
        if (connectors.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    at,
                    "there is no connector in it",
                    "name the connector's class in " + SERVICE
                            + "; libraries that a plugin needs lie with it in a folder of its own, plugins/NAME/"));
        }
    }

    /** A declaration is first used much later, so it is looked at here. */
    private static Optional<Problem> problem(Path at, Connector connector) {
        ConnectorSpec spec = connector.spec();
        if (spec != null && spec.type() != null && spec.type().matches("[a-z][a-z0-9_]*") && spec.role() != null) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                at,
                "the declaration of " + connector.getClass().getName() + " has no role, or no type of a-z, 0-9 and _",
                "let its spec() say both"));
    }

    private static Problem problem(Path at, Throwable thrown) {
        Throwable why =
                thrown instanceof ServiceConfigurationError && thrown.getCause() != null ? thrown.getCause() : thrown;
        Matcher version = CLASS_VERSION.matcher(String.valueOf(why.getMessage()));
        if (why instanceof UnsupportedClassVersionError && version.find()) {
            int needed = Integer.parseInt(version.group(1)) - BEFORE_JAVA;
            int here = Runtime.version().feature();
            return new Problem(
                    at,
                    "it is compiled for Java " + needed + ", and this is Java " + here,
                    "build it with 'javac --release " + here + "', or run Runnel with Java " + needed);
        }
        if (why instanceof NoClassDefFoundError || why instanceof ClassNotFoundException) {
            return new Problem(
                    at,
                    "it needs a class that is not there: " + why.getMessage(),
                    "put the library that has it with the plugin into a folder of its own, plugins/NAME/");
        }
        return new Problem(at, "it cannot be used: " + why, "ask who made it, or take it away");
    }

    /** The jars of a folder, by name. */
    static List<Path> jars(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Plugin::isJar).sorted().toList();
        }
    }

    static boolean isJar(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".jar") && !name.startsWith(".") && Files.isRegularFile(file);
    }
}

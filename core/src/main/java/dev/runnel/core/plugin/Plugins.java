package dev.runnel.core.plugin;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Role;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The connectors that there are for a pipeline: Runnel's own, and those in jars of the folders {@code plugins/} of the
 * installation and of the pipeline. A jar is code: to read it is to run it. Thread safe.
 */
public final class Plugins {
    /** The folder below a pipeline's, and below an installation's. */
    public static final String FOLDER = "plugins";

    /** Names another folder for the installation's plugins. */
    public static final String INSTALLED = "RUNNEL_PLUGINS";

    /** {@code off} leaves the jars of pipelines alone. */
    public static final String OF_PIPELINES = "RUNNEL_PIPELINE_PLUGINS";

    /** Read once for each content, so that a pipeline that is read again has the same declarations. */
    private static final Map<List<String>, Plugin> READ = new ConcurrentHashMap<>();

    private Plugins() {}

    /**
     * Runnel's own connectors and those of plugins.
     *
     * @param directory the pipeline's folder
     * @param environment the variables of the process
     * @param out takes what is wrong with a jar; its connectors are left out
     */
    public static Connectors connectors(Path directory, Map<String, String> environment, Diagnostics out) {
        Connectors own = Connectors.onClassPath();
        Map<String, Path> names = new HashMap<>();
        List<Connector> all = new ArrayList<>();
        for (Role role : Role.values()) {
            all.addAll(own.of(role));
        }
        int before = all.size();
        for (Path folder : folders(directory, environment, out)) {
            for (Plugin plugin : plugins(folder, out)) {
                plugin.problems()
                        .forEach(p -> out.error(Code.BAD_PLUGIN, Location.of(p.jar()), p.message(), p.suggestion()));
                for (Connector connector : plugin.connectors()) {
                    if (isNew(connector.spec(), own, names, plugin.at(), out)) {
                        all.add(connector);
                    }
                }
            }
        }
        return all.size() == before ? own : new Connectors(all);
    }

    private static boolean isNew(
            ConnectorSpec spec, Connectors own, Map<String, Path> names, Path at, Diagnostics out) {
        String name = spec.role().id() + " '" + spec.type() + "'";
        boolean isOwn = own.find(spec.role(), spec.type()).isPresent();
        Path other = names.putIfAbsent(name, at);
        if (!isOwn && other == null) {
            return true;
        }
        out.error(
                Code.BAD_PLUGIN,
                Location.of(at),
                "the " + name + " is there already: " + (isOwn ? "it is one of Runnel's own" : "from " + other),
                "take this one away, or give it another type");
        return false;
    }

    private static List<Path> folders(Path directory, Map<String, String> environment, Diagnostics out) {
        List<Path> folders = new ArrayList<>();
        String home = System.getProperty("runnel.home");
        if (environment.containsKey(INSTALLED)) {
            folders.add(Path.of(environment.get(INSTALLED)));
        } else if (home != null) {
            folders.add(Path.of(home, FOLDER));
        }
        Path ofPipeline = directory.resolve(FOLDER);
        if (!"off".equals(environment.get(OF_PIPELINES))) {
            folders.add(ofPipeline);
        } else if (Files.isDirectory(ofPipeline)) {
            out.warning(
                    Code.BAD_PLUGIN,
                    Location.of(ofPipeline),
                    "the plugins of this pipeline are left out, as " + OF_PIPELINES + "=off says",
                    "look at what they are, then allow them, or put them into the plugins of your installation");
        }
        return folders;
    }

    private static List<Plugin> plugins(Path folder, Diagnostics out) {
        List<Plugin> plugins = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return plugins;
        }
        try (var files = Files.list(folder)) {
            for (Path at : files.sorted().toList()) {
                if (Plugin.isJar(at)) {
                    plugins.add(plugin(at, List.of(at)));
                } else if (Files.isDirectory(at) && !Plugin.jars(at).isEmpty()) {
                    plugins.add(plugin(at, Plugin.jars(at)));
                }
            }
        } catch (IOException e) {
            out.error(
                    Code.BAD_PLUGIN,
                    Location.of(folder),
                    "the folder of plugins cannot be read: " + e,
                    "let who runs Runnel read it");
        }
        return plugins;
    }

    private static Plugin plugin(Path at, List<Path> jars) throws IOException {
        List<String> content = new ArrayList<>();
        for (Path jar : jars) {
            Path whole = jar.toRealPath();
            content.add(whole + " " + Files.size(whole) + " " + Files.getLastModifiedTime(whole));
        }
        content.add(at.toString()); // as it is told
        return READ.computeIfAbsent(content, c -> Plugin.read(at, jars));
    }

    /** The jars whose classes a job needs that uses these connectors; none for Runnel's own. */
    public static List<Path> jars(Collection<Connector> used) {
        return used.stream()
                .map(connector -> connector.getClass().getClassLoader())
                .flatMap(loader -> loader instanceof PluginClassLoader plugin ? plugin.jars().stream() : Stream.empty())
                .map(jar -> jar.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }
}

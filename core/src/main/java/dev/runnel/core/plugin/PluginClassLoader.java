package dev.runnel.core.plugin;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The classes of one plugin. What Runnel has itself, a plugin gets from it. Thread safe. */
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final List<Path> jars;

    PluginClassLoader(String name, List<Path> jars) {
        super(
                "plugin " + name,
                jars.stream().map(PluginClassLoader::url).toArray(URL[]::new),
                PluginClassLoader.class.getClassLoader());
        this.jars = List.copyOf(jars);
    }

    List<Path> jars() {
        return jars;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " has no address", e);
        }
    }
}

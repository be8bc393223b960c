package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A source or destination as a pipeline declares it: the connector and what was set. */
public record Endpoint(Connector connector, Settings settings, Location at) {

    /** The key in YAML, {@code lake}. */
    public String type() {
        return connector.spec().type();
    }

    /** The jars of plugins that these are from. */
    public static List<Path> jars(List<Endpoint> some) {
        return Plugins.jars(some.stream().map(Endpoint::connector).toList());
    }

    /** Whether another one is the same system with the same settings, wherever it is written. */
    public boolean sameAs(Endpoint other) {
        return type().equals(other.type()) && settings.sameAs(other.settings);
    }

    /** The same for lists. */
    public static boolean same(List<Endpoint> some, List<Endpoint> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> some.get(i).sameAs(others.get(i)));
    }
}

package dev.runnel.core.connector;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The connectors there are. Immutable. */
public final class Connectors {
    private final List<Connector> all;

    /** Connectors given by hand. */
    public Connectors(List<Connector> all) {
        this.all = all.stream()
                .sorted(Comparator.comparing((Connector c) -> c.spec().role())
                        .thenComparing(c -> c.spec().type()))
                .toList();
    }

    /** Every connector on the class path. */
    public static Connectors onClassPath() {
        return new Connectors(ServiceLoader.load(Connector.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** All of a role, by type. */
    public List<Connector> of(Role role) {
        return all.stream().filter(c -> c.spec().role() == role).toList();
    }

    public Optional<Connector> find(Role role, String type) {
        return of(role).stream().filter(c -> c.spec().type().equals(type)).findFirst();
    }
}

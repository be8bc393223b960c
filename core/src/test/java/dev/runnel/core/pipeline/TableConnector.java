package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import java.util.List;
import java.util.Set;

/** A destination with one option, for tests of the reader. */
final class TableConnector implements Connector {
    static final Option<String> NAME =
            Option.of("name", Kinds.string(), "The table.").needed();

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "table",
                Role.DESTINATION,
                "A table.",
                List.of(NAME),
                Set.of(Capability.APPEND),
                List.of("table: { name: t }"));
    }
}
